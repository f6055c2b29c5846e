export { createSampleWorkload } from './sample-workload.ts';
export type { SampleWorkload } from './sample-workload.ts';
