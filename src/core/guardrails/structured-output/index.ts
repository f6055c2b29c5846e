export { answerCheck, type AnswerCheck, type AnswerCheckOptions } from './answer-check.ts';
export { repairMessages, type RepairMessage } from './repair-messages.ts';
