import type { Variable } from '../dashboard.ts';
import { objectsOf, partOf, textOf, textsOf, type Json } from './json.ts';
import type { GrafanaSources } from './grafana-sources.ts';
import { loseUnknown, type PanelLosses } from './losses.ts';

const SORTS = ['none', 'alphabetical', 'alphabetical-desc', 'numerical', 'numerical-desc'] as const;

export function writeVariable(variable: Variable, datasource: (source: string) => Json): Json {
  const { name, label, hidden, multi, includeAll, allValue, current } = variable;
  const base = {
    name,
    ...(label === '' ? {} : { label }),
    hide: hidden ? 2 : 0,
    multi,
    includeAll,
    allValue,
    current: { text: current.map((each) => (each === '$__all' ? 'All' : each)), value: current },
    skipUrlSync: false,
  };
  switch (variable.kind) {
    case 'query': {
      const { query, pattern, sort, source } = variable;
      return {
        ...base,
        type: 'query',
        datasource: datasource(source),
        definition: query,
        query: { query, refId: 'StandardVariableQuery' },
        regex: pattern,
        refresh: 2,
        sort: SORTS.indexOf(sort),
      };
    }
    case 'custom':
      return {
        ...base,
        type: 'custom',
        query: variable.options.map(({ text, value }) => `${escaped(text)} : ${escaped(value)}`).join(', '),
        options: variable.options.map(({ text, value }) => ({
          text,
          value,
          selected: current.includes(value),
        })),
      };
    case 'interval':
      return {
        ...base,
        type: 'interval',
        query: variable.options.join(','),
        options: variable.options.map((value) => ({ text: value, value, selected: current.includes(value) })),
        auto: variable.auto,
        auto_count: 30,
        auto_min: '10s',
      };
    case 'text':
      return { ...base, type: 'textbox', query: current[0] ?? '' };
    case 'constant':
      return { ...base, type: 'constant', query: variable.value };
    case 'source':
      return { ...base, type: 'datasource', query: 'prometheus' };
  }
}

/** Null: there is nothing like it. */
export function readVariable(
  json: Json,
  sources: Pick<GrafanaSources, 'read' | 'readVariable'>,
  lose: PanelLosses,
): Variable | null {
  const name = textOf(json.name, 60);
  const field = `templating.list[${name}]`;
  if (!/^[a-zA-Z_]\w*$/.test(name)) {
    lose(field, 'Names of variables are made of letters, digits and _; left out.');
    return null;
  }
  loseUnknown(json, KNOWN, `${field}.`, lose);
  const base = {
    name,
    label: textOf(json.label, 100),
    hidden: json.hide === 2,
    multi: json.multi === true,
    includeAll: json.includeAll === true,
    allValue: typeof json.allValue === 'string' && json.allValue !== '' ? textOf(json.allValue, 1_000) : null,
    current: textsOf(partOf(json, 'current.value')).slice(0, 500),
  };
  switch (json.type) {
    case 'query':
      return { ...base, kind: 'query', ...readQuery(json), source: sources.read(json.datasource, lose) };
    case 'custom':
      return { ...base, kind: 'custom', options: readCustom(json).slice(0, 500) };
    case 'interval': {
      const options = textOf(json.query, 2_000)
        .split(',')
        .map((each) => each.trim().slice(0, 20));
      const current = base.current.map((each) => (each.startsWith('$__auto') ? 'auto' : each));
      return {
        ...base,
        current,
        kind: 'interval',
        options: options.filter((each) => each !== '').slice(0, 50),
        auto: json.auto === true,
      };
    }
    case 'textbox':
      return {
        ...base,
        current: base.current.length > 0 || json.query === '' ? base.current : textsOf(json.query),
        kind: 'text',
      };
    case 'constant':
      return { ...base, kind: 'constant', value: textOf(json.query) };
    case 'datasource': {
      const chosen = sources.readVariable(name);
      return { ...base, current: chosen === null ? base.current : [chosen], kind: 'source' };
    }
    default:
      lose(field, `Variables of the type ${textOf(json.type, 30)} are not known; left out.`);
      return null;
  }
}

function readQuery(json: Json): Pick<Extract<Variable, { kind: 'query' }>, 'query' | 'pattern' | 'sort'> {
  const given = json.query;
  const text = typeof given === 'string' ? given : partOf(given, 'query');
  const order = typeof json.sort === 'number' ? json.sort : 0;
  // 5 and 6 are alphabetical whatever the case.
  const sort =
    order === 5 ? 'alphabetical' : order === 6 ? 'alphabetical-desc' : (SORTS[order] ?? 'alphabetical');
  return { query: textOf(text ?? json.definition, 20_000), pattern: textOf(json.regex), sort };
}

function readCustom(json: Json): { text: string; value: string }[] {
  const options = objectsOf(json.options).filter(({ value }) => value !== '$__all');
  if (options.length > 0)
    return options.map(({ text, value }) => ({
      text: textOf(text ?? value),
      value: textOf(Array.isArray(value) ? value[0] : value),
    }));
  return textOf(json.query, 100_000)
    .split(/(?<!\\),/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => {
      const [text = '', value] = each.replaceAll('\\,', ',').split(' : ');
      return { text: text.slice(0, 500), value: (value ?? text).slice(0, 500) };
    });
}

function escaped(text: string): string {
  return text.replaceAll(',', '\\,');
}

const KNOWN: ReadonlySet<string> = new Set([
  ...[
    'name',
    'label',
    'hide',
    'multi',
    'includeAll',
    'allValue',
    'current',
    'skipUrlSync',
    'type',
    'datasource',
  ],
  ...[
    'definition',
    'query',
    'regex',
    'refresh',
    'sort',
    'options',
    'auto',
    'auto_count',
    'auto_min',
    'error',
    'tags',
  ],
  ...[
    'tagsQuery',
    'tagValuesQuery',
    'useTags',
    'queryValue',
    'description',
    'allFormat',
    'allowCustomValue',
    'selected',
  ],
  ...['multiFormat', 'refresh_on_load', 'regexApplyTo', 'id', 'index', 'rootStateKey', 'state', 'global'],
]);
