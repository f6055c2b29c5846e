export { readFingerprints, type StoredFingerprint } from './read-fingerprints.ts';
export { SimilarityLog } from './similarity-log.ts';
