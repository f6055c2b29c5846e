export { isGrafana, readGrafana } from './read-grafana.ts';
export { writeGrafana } from './write-grafana.ts';
