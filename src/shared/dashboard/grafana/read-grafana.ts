import {
  annotationKindSchema,
  dashboardModelSchema,
  DASHBOARD_SCHEMA_VERSION,
  type DashboardModel,
} from '../dashboard.ts';
import type { DashboardPreview } from '../dashboard-calls.ts';
import { parseDuration } from '../duration.ts';
import { DashboardUnreadable } from '../migrate-dashboard.ts';
import { GrafanaSources, type ChooseSource } from './grafana-sources.ts';
import { readVariable } from './grafana-variables.ts';
import { isObject, objectOf, objectsOf, partOf, textOf, textsOf, type Json } from './json.ts';
import { Losses, loseUnknown } from './losses.ts';
import { readPanels } from './read-panels.ts';

const MONTH_MS = 2_592_000_000;

/** Whether a JSON looks like a dashboard of Grafana: bare, as its API answers it, or as a resource. */
export function isGrafana(json: unknown): boolean {
  const dashboard = unwrapped(json);
  return (
    isObject(dashboard) &&
    (Array.isArray(dashboard.panels) || Array.isArray(dashboard.rows) || isObject(dashboard.elements))
  );
}

/**
 * Makes a dashboard of one of Grafana in its classic form, of any version since 14, with the list of what is not taken over.
 * @throws DashboardUnreadable
 */
export function readGrafana(given: unknown, choose: ChooseSource = () => null): DashboardPreview {
  const json = objectOf(unwrapped(given));
  if (isObject(json.elements))
    throw new DashboardUnreadable("it is in Grafana's new form (v2); export it in the classic form");
  const losses = new Losses();
  const lose = losses.of(null);
  loseUnknown(json, KNOWN, '', lose);
  const sources = new GrafanaSources(json, choose);
  const source = (datasource: unknown, panel: string, isAsked: boolean) =>
    isAsked ? sources.read(datasource, losses.of(panel)) : sources.readUnasked(datasource);
  const title = textOf(json.title, 200).trim();
  const model = dashboardModelSchema.safeParse({
    schemaVersion: DASHBOARD_SCHEMA_VERSION,
    title: title === '' ? 'Imported dashboard' : title,
    description: textOf(json.description, 5_000),
    tags: textsOf(json.tags, 50).slice(0, 20),
    refreshSeconds: readRefresh(json.refresh, lose),
    rangeMs: readRange(json, lose),
    panels: readPanels(json, source, losses),
    variables: objectsOf(objectOf(json.templating).list)
      .flatMap((each) => readVariable(each, sources, lose) ?? [])
      .slice(0, 50),
    annotations: readAnnotations(json, lose),
    sharedCrosshair: json.graphTooltip === 1 || json.graphTooltip === 2 || json.sharedCrosshair === true,
  } satisfies DashboardModel);
  if (!model.success)
    throw new DashboardUnreadable(model.error.issues[0]?.message ?? 'it does not fit the model');
  return { format: 'grafana', model: model.data, unsupported: losses.list(), sources: sources.list() };
}

/** As the API wraps it, and as a resource of Kubernetes does. */
function unwrapped(json: unknown): unknown {
  const inner = partOf(json, 'dashboard');
  if (isObject(inner)) return inner;
  const spec = partOf(json, 'spec');
  return isObject(spec) && partOf(json, 'kind') === 'Dashboard' ? spec : json;
}

type Lose = (field: string, reason: string) => void;

function readRefresh(refresh: unknown, lose: Lose): number | null {
  const wanted = parseDuration(textOf(refresh));
  if (wanted === null) return null;
  const seconds = Math.round(wanted / 1_000);
  const kept = Math.min(300, Math.max(5, seconds));
  if (kept !== seconds) lose('refresh', `It is refreshed every ${kept} s.`);
  return kept;
}

function readRange(json: Json, lose: Lose): number | null {
  const from = textOf(partOf(json, 'time.from'));
  if (from === '') return null;
  const last = /^now-(\d+)M$/.exec(from);
  const length = last === null ? parseDuration(from.replace(/^now-/, '')) : Number(last[1]) * MONTH_MS;
  if (length !== null && from.startsWith('now-')) return Math.max(60_000, length);
  lose('time', "It opens with the console's range.");
  return null;
}

function readAnnotations(json: Json, lose: Lose): DashboardModel['annotations'] {
  for (const each of objectsOf(partOf(json, 'annotations.list'))) {
    if (each.builtIn === 1 || partOf(each, 'datasource') === '-- Grafana --') continue;
    lose(
      `annotations.list[${textOf(each.name, 60)}]`,
      'Annotations by a query are not known; Signalbox has its own.',
    );
  }
  if (objectsOf(json.links).length > 0) lose('links', 'Links of a dashboard are not known; left out.');
  return textsOf(partOf(json, 'signalbox.annotations')).flatMap(
    (kind) => annotationKindSchema.safeParse(kind).data ?? [],
  );
}

const KNOWN: ReadonlySet<string> = new Set([
  ...[
    'title',
    'description',
    'tags',
    'refresh',
    'time',
    'panels',
    'rows',
    'templating',
    'annotations',
    'graphTooltip',
  ],
  ...[
    'signalbox',
    'sharedCrosshair',
    '__inputs',
    '__requires',
    '__elements',
    'id',
    'uid',
    'version',
    'schemaVersion',
  ],
  ...[
    'style',
    'timezone',
    'timepicker',
    'editable',
    'gnetId',
    'iteration',
    'fiscalYearStartMonth',
    'weekStart',
    'links',
  ],
  ...[
    'hideControls',
    'originalTitle',
    'nav',
    'slug',
    'liveNow',
    'preload',
    'revision',
    'folderId',
    'folderUid',
    'overwrite',
  ],
  ...['apiVersion', 'kind', 'metadata', 'scopeMeta', 'isFolder', 'meta'],
]);
