import type { Labels } from '../../metrics/series-source.ts';

const OFFSET = 14_695_981_039_346_656_037n;
const PRIME = 1_099_511_628_211n;
const SEPARATOR = 255n;

/** The names of labels in the order in which Prometheus sorts them: by their bytes. */
export function sortedNames(labels: Labels): string[] {
  return Object.keys(labels).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** One text for one set of labels, whatever the order in which they were set. */
export function labelsKey(labels: Labels): string {
  return JSON.stringify(sortedNames(labels).map((name) => [name, labels[name]]));
}

/** The fingerprint of an alert's labels as Prometheus and Alertmanager compute it: FNV-1a, 64 bits, in hex. */
export function fingerprint(labels: Labels): string {
  let hash = OFFSET;
  const add = (text: string) => {
    for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
    hash = BigInt.asUintN(64, (hash ^ SEPARATOR) * PRIME);
  };
  for (const name of sortedNames(labels)) {
    add(name);
    add(labels[name] ?? '');
  }
  return hash.toString(16).padStart(16, '0');
}
