export { PromqlEditor } from './promql-editor.tsx';
