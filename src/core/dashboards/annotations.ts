import type { Annotation, AnnotationQuery, NewAnnotation } from '../../shared/dashboard/index.ts';
import type { MetricQueries } from '../metrics/metrics.ts';
import type { ControlStore } from '../store/control/index.ts';
import { alertAnnotations } from './alert-annotations.ts';

/** Of each kind; the newest are kept. */
const LIMIT = 500;
const ACTIONS = ['policy.publish', 'policy.unpublish', 'flag.set'] as const;

interface Parts {
  readonly store: Pick<ControlStore, 'deploys' | 'addDeploy' | 'eventLogsBetween'>;
  readonly queries: Pick<MetricQueries, 'range'>;
  /** Null: it is not there any more. */
  readonly nameOfPolicy: (id: string) => string | null;
}

/** What happened: deploys that were told, policies and flags from the audit log, alerts from their series. */
export class Annotations {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The oldest first. */
  async between({ fromMs, toMs }: AnnotationQuery): Promise<Annotation[]> {
    const { store, queries } = this.#parts;
    const [deploys, events, alerts] = await Promise.all([
      store.deploys({ fromMs, toMs, limit: LIMIT }),
      store.eventLogsBetween({
        actions: ACTIONS,
        from: new Date(fromMs).toISOString(),
        to: new Date(toMs).toISOString(),
        limit: LIMIT,
      }),
      alertAnnotations(queries, { fromMs, toMs }),
    ]);
    return [
      ...deploys.map((deploy) => ({ ...deploy, kind: 'deploys' as const, endMs: null })),
      ...events.map((event) => this.#ofEvent(event)),
      ...alerts.slice(-LIMIT),
    ].sort((a, b) => a.atMs - b.atMs);
  }

  /** @returns it as charts show it */
  async add({ title, detail, at }: NewAnnotation, actor: string): Promise<Annotation> {
    const atMs = at === undefined ? Date.now() : Date.parse(at);
    await this.#parts.store.addDeploy({ atMs, title, detail }, { actor, detail: { title, atMs } });
    return { kind: 'deploys', atMs, endMs: null, title, detail };
  }

  #ofEvent({ at, actor, action, subject, detail }: AuditedEvent): Annotation {
    const atMs = Date.parse(at);
    const change = isObject(detail) ? detail : {};
    if (action === 'flag.set') {
      const to = change.to === null ? 'back to its default' : change.to === true ? 'on' : 'off';
      return { kind: 'flags', atMs, endMs: null, title: `${subject} ${to}`, detail: `by ${actor}` };
    }
    const name = this.#parts.nameOfPolicy(subject) ?? 'Policy';
    const title =
      action === 'policy.publish' ? `${name} v${String(change.to)} published` : `${name} unpublished`;
    return { kind: 'policies', atMs, endMs: null, title, detail: `by ${actor}` };
  }
}

interface AuditedEvent {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: unknown;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
