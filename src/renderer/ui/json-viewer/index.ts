export { JsonViewer } from './json-viewer.tsx';
