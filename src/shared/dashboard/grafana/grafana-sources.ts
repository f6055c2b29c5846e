import { isObject, objectOf, textOf, textsOf, type Json } from './json.ts';
import type { PanelLosses } from './losses.ts';
import { variableOf } from './grafana-variables.ts';

/** What an exported dashboard calls the source that Grafana asks for at its import. */
export const INPUT_NAME = 'DS_SIGNALBOX';

export function writeSource(source: string): Json {
  const variable = /^\$(\w+)$/.exec(source)?.[1];
  if (variable !== undefined) return { type: 'prometheus', uid: `\${${variable}}` };
  return { type: 'prometheus', uid: source === 'local' ? `\${${INPUT_NAME}}` : source };
}

interface Known {
  /** The names of datasource variables. */
  readonly variables: ReadonlySet<string>;
  /** The names of sources that are known here, as an export of Signalbox lists them. */
  readonly sources: ReadonlySet<string>;
}

/**
 * Whom a panel asks: a variable of the dashboard, a source by its name, or the local series. What another Grafana calls its
 * sources says nothing here.
 */
export function readSource(datasource: unknown, known: Known, lose: PanelLosses): string {
  const { type } = objectOf(datasource);
  const uid = typeof datasource === 'string' ? datasource : textOf(objectOf(datasource).uid, 100);
  const variable = variableOf(uid);
  if (variable !== null) return known.variables.has(variable) ? `$${variable}` : 'local';
  if (known.sources.has(uid)) return uid;
  if (isObject(datasource) && typeof type === 'string' && type !== 'prometheus' && !OWN_TYPES.has(type))
    lose('datasource', `It asks ${type}; Signalbox asks Prometheus and its own series.`);
  else if (uid !== '' && !NO_NAMES.has(uid))
    lose(
      'datasource',
      `It asks the local series instead of '${uid.slice(0, 60)}'; choose a source in its editor.`,
    );
  return 'local';
}

const OWN_TYPES: ReadonlySet<string> = new Set(['datasource', 'grafana']);
const NO_NAMES: ReadonlySet<string> = new Set([
  'default',
  'prometheus',
  'Prometheus',
  '-- Mixed --',
  '-- Grafana --',
  '-- Dashboard --',
  'grafana',
]);

export function knownSources(json: Json, variables: ReadonlySet<string>): Known {
  return { variables, sources: new Set(textsOf(objectOf(json.signalbox).sources)) };
}
