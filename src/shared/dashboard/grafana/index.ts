export type { ChooseSource } from './grafana-sources.ts';
export { isGrafana, readGrafana } from './read-grafana.ts';
export { writeGrafana } from './write-grafana.ts';
