export { answerCheck, answerCheckFigures } from './answer-check.ts';
export { repairMessages } from './repair-messages.ts';
