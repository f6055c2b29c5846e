import type { ForeignSource } from '../dashboard-calls.ts';
import { isObject, objectOf, objectsOf, partOf, textOf, textsOf, type Json } from './json.ts';
import type { PanelLosses } from './losses.ts';

/** What an exported dashboard calls the source that Grafana asks for at its import. */
export const INPUT_NAME = 'DS_SIGNALBOX';

export function writeSource(source: string): Json {
  const variable = /^\$(\w+)$/.exec(source)?.[1];
  if (variable !== undefined) return { type: 'prometheus', uid: `\${${variable}}` };
  return { type: 'prometheus', uid: source === 'local' ? `\${${INPUT_NAME}}` : source };
}

/** Which source of this engine stands for one of elsewhere; null: nobody has said. */
export type ChooseSource = (foreign: ForeignSource) => string | null;

/**
 * Whom the panels of a dashboard of Grafana ask: a variable of the dashboard, a source by its name, or what was chosen for a
 * source of elsewhere; the local series where nothing was. What another Grafana calls its sources says nothing here.
 */
export class GrafanaSources {
  readonly #choose: ChooseSource;
  readonly #foreign = new Map<string, ForeignSource>();
  /** The names of datasource variables. */
  readonly #variables: ReadonlyMap<string, string>;
  /** What the dashboard asks for when it is imported, by name. */
  readonly #inputs: ReadonlyMap<string, string>;
  /** The names of sources that are known here, as an export of Signalbox lists them. */
  readonly #own: ReadonlySet<string>;

  constructor(json: Json, choose: ChooseSource) {
    this.#choose = choose;
    this.#variables = labelsByName(
      objectsOf(partOf(json, 'templating.list')).filter(({ type }) => type === 'datasource'),
    );
    this.#inputs = labelsByName(objectsOf(json.__inputs));
    this.#own = new Set(textsOf(objectOf(json.signalbox).sources));
  }

  /** Those of elsewhere for which one of here can be chosen, in the order in which they were read. */
  list(): ForeignSource[] {
    return [...this.#foreign.values()];
  }

  /** What was chosen for a datasource variable; null: nothing. */
  readVariable(name: string): string | null {
    return this.#ask({ id: `$${name}`, kind: 'variable', label: this.#variables.get(name) ?? name });
  }

  /** Of what asks nothing: a text that names a source all the same. */
  readUnasked(datasource: unknown): string {
    const uid = uidOf(datasource);
    return this.#variableIn(uid) ?? (this.#own.has(uid) ? uid : 'local');
  }

  read(datasource: unknown, lose: PanelLosses): string {
    const { type } = objectOf(datasource);
    const uid = uidOf(datasource);
    const variable = this.#variableIn(uid);
    if (variable !== null) return variable;
    const input = referenceIn(uid);
    if (input !== null)
      return this.#ask({ id: input, kind: 'input', label: this.#inputs.get(input) ?? input }) ?? 'local';
    if (this.#own.has(uid)) return this.#ask({ id: uid, kind: 'named', label: uid }) ?? uid;
    if (OWN_NAMES.has(uid) || (typeof type === 'string' && OWN_TYPES.has(type))) return 'local';
    if (isObject(datasource) && typeof type === 'string' && type !== 'prometheus') {
      lose('datasource', `It asks ${type}; Signalbox asks Prometheus and its own series.`);
      return 'local';
    }
    if (uid === '' || NO_NAMES.has(uid))
      return this.#ask({ id: '', kind: 'default', label: 'Default source' }) ?? 'local';
    const chosen = this.#ask({ id: uid, kind: 'named', label: uid });
    if (chosen === null)
      lose(
        'datasource',
        `It asks the local series instead of '${uid.slice(0, 60)}'; choose a source in its editor.`,
      );
    return chosen ?? 'local';
  }

  #variableIn(uid: string): string | null {
    const name = referenceIn(uid);
    return name !== null && this.#variables.has(name) ? `$${name}` : null;
  }

  #ask(foreign: ForeignSource): string | null {
    this.#foreign.set(foreign.id, foreign);
    return this.#choose(foreign);
  }
}

/** The datasource of a panel; where each query has its own, that of the first: a panel asks one source here. */
export function datasourceOf(panel: Json, lose: PanelLosses): unknown {
  const own = uidOf(panel.datasource);
  if (own !== '' && own !== MIXED) return panel.datasource;
  const [first, ...others] = objectsOf(panel.targets).map(({ datasource }) => datasource);
  if (others.some((other) => uidOf(other) !== uidOf(first)))
    lose('datasource', 'A panel asks one source: that of its first query.');
  return first;
}

/** The name in `$name` and `${name}`. */
function referenceIn(uid: string): string | null {
  return /^(?:\$\{?(\w+)(?::\w+)?\}?)$/.exec(uid)?.[1] ?? null;
}

function uidOf(datasource: unknown): string {
  return typeof datasource === 'string' ? datasource : textOf(objectOf(datasource).uid, 100);
}

function labelsByName(all: readonly Json[]): Map<string, string> {
  return new Map(all.map(({ name, label }) => [textOf(name, 100), textOf(label, 100) || textOf(name, 100)]));
}

const MIXED = '-- Mixed --';
const OWN_TYPES: ReadonlySet<string> = new Set(['datasource', 'grafana']);
const OWN_NAMES: ReadonlySet<string> = new Set([MIXED, '-- Grafana --', '-- Dashboard --', 'grafana']);
const NO_NAMES: ReadonlySet<string> = new Set(['default', 'prometheus', 'Prometheus']);
