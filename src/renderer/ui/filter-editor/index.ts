export { FilterEditor } from './filter-editor.tsx';
export type { LoadValues } from './filter-completions.ts';
export { FilterHelp } from './filter-help.tsx';
