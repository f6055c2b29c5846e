import { formatDuration, parseDuration } from '../duration.ts';
import type { PanelQuery } from '../panel.ts';
import { objectsOf, textOf, type Json } from './json.ts';
import { loseUnknown, type PanelLosses } from './losses.ts';

const MAX_QUERIES = 26;
const MAX_EXPRESSION = 20_000;

export function writeQueries(queries: readonly PanelQuery[], datasource: Json, type: string): Json[] {
  return queries.map(({ ref, expr, legend, instant, hidden, exemplars, minStepMs }) => ({
    refId: ref,
    datasource,
    editorMode: 'code',
    expr,
    legendFormat: legend === 'auto' ? '__auto' : legend,
    instant,
    range: !instant,
    format: type === 'table' ? 'table' : type === 'heatmap' ? 'heatmap' : 'time_series',
    ...(hidden ? { hide: true } : {}),
    ...(exemplars ? { exemplar: true } : {}),
    ...(minStepMs === null ? {} : { interval: formatDuration(minStepMs) }),
  }));
}

/** Queries of Prometheus; those of others have no `expr` and are lost. `panelInterval`: the panel's own least step. */
export function readQueries(panel: Json, lose: PanelLosses): PanelQuery[] {
  const targets = objectsOf(panel.targets);
  const refs = new Set<string>();
  const queries = targets.slice(0, MAX_QUERIES).flatMap((target, index): PanelQuery[] => {
    const { expr, legendFormat, interval } = target;
    const wanted = textOf(target.refId, 20);
    const ref = wanted === '' || refs.has(wanted) ? freeRef(refs, index) : wanted;
    if (typeof expr !== 'string') {
      lose(`targets[${ref}]`, 'It is no query in PromQL; left out.');
      return [];
    }
    refs.add(ref);
    loseUnknown(target, KNOWN, `targets[${ref}].`, lose);
    const legend = textOf(legendFormat);
    return [
      {
        ref,
        expr: expr.slice(0, MAX_EXPRESSION),
        legend: legend === '__auto' ? 'auto' : legend,
        instant: target.instant === true && target.range !== true,
        hidden: target.hide === true,
        exemplars: target.exemplar === true,
        minStepMs:
          readStep(interval, `targets[${ref}].interval`, lose) ?? readStep(panel.interval, 'interval', lose),
      },
    ];
  });
  if (targets.length > MAX_QUERIES) lose('targets', `The first ${MAX_QUERIES} queries are taken over.`);
  return queries;
}

function readStep(interval: unknown, field: string, lose: PanelLosses): number | null {
  const text = textOf(interval).replace(/^>/, '');
  if (text === '') return null;
  const step = parseDuration(text);
  if (step === null) lose(field, 'The step follows the width of the panel.');
  return step;
}

function freeRef(refs: ReadonlySet<string>, index: number): string {
  const letter = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find((each) => !refs.has(each));
  return letter ?? `Q${index}`;
}

const KNOWN: ReadonlySet<string> = new Set([
  ...[
    'refId',
    'datasource',
    'editorMode',
    'expr',
    'legendFormat',
    'instant',
    'range',
    'format',
    'hide',
    'interval',
  ],
  ...[
    'exemplar',
    'intervalFactor',
    'step',
    'metric',
    'target',
    'useBackend',
    'disableTextWrap',
    'fullMetaSearch',
  ],
  ...[
    'includeNullMetadata',
    'hideLabels',
    'calculatedInterval',
    'datasourceErrors',
    'errors',
    'prometheusInterval',
  ],
  ...[
    'key',
    'queryType',
    'rawSql',
    'application',
    'group',
    'host',
    'item',
    'functions',
    'mode',
    'options',
    'dsType',
  ],
]);
