export { CelEditor } from './cel-editor.tsx';
export type { CelName } from './cel-completions.ts';
export type { CelProblem } from './cel-problems.ts';
