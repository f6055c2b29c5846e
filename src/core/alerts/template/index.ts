export { expandTemplate, templateProblem, type TemplateData } from './expand-template.ts';
export type { AskQuery } from './template-functions.ts';
export { TemplateDataError, type TemplateSample } from './template-value.ts';
