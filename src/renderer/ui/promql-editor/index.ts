export type { PromqlNames } from './promql-completion.ts';
export { PromqlEditor } from './promql-editor.tsx';
