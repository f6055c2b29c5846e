export { readFingerprints } from './read-fingerprints.ts';
export { SimilarityLog } from './similarity-log.ts';
