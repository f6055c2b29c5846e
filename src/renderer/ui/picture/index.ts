export { elementPicture, NOT_IN_PICTURE } from './element-picture.ts';
