import type { DeploymentInfo, Overview } from '../../../shared/deployment.ts';
import { formatBytes, formatCount, formatShare } from '../../lib/format.ts';
import type { TracesLink } from './figures-of.ts';

export interface AttentionItem {
  readonly id: string;
  readonly tone: 'warning' | 'error';
  readonly title: string;
  /** What it means and what to do. */
  readonly text: string;
  readonly link:
    | { readonly to: '/settings'; readonly section: 'providers' | 'data' | 'prices' }
    | { readonly to: '/traces'; readonly search: TracesLink & { readonly model?: string } }
    | null;
}

const FAILING_SHARE = 0.05;
const FEWEST_CALLS_TO_JUDGE = 20;
const QUEUE_FULL_SHARE = 0.5;
const STORE_FULL_SHARE = 0.9;

/** What a person should look at, the worst first. Only what the engine's own figures say. */
export function attentionOf(overview: Overview | null, info: DeploymentInfo | null): AttentionItem[] {
  const items = [
    ...(info === null ? [] : lostData(info)),
    ...(overview === null ? [] : failingModels(overview)),
    ...(info === null ? [] : limits(info)),
    ...(overview === null ? [] : unpriced(overview)),
    ...(info === null ? [] : unsealed(info)),
  ];
  return items.sort((a, b) => Number(b.tone === 'error') - Number(a.tone === 'error'));
}

function lostData({ ingest }: DeploymentInfo): AttentionItem[] {
  const items: AttentionItem[] = [];
  if (ingest.droppedExchanges > 0) {
    items.push({
      id: 'dropped-exchanges',
      tone: 'error',
      title: `${formatCount(ingest.droppedExchanges)} calls were answered but not recorded`,
      text: 'The recording buffer was full. Their traces and costs are missing since this start.',
      link: { to: '/settings', section: 'data' },
    });
  }
  if (ingest.rejectedRequests > 0) {
    items.push({
      id: 'rejected-requests',
      tone: 'warning',
      title: `${formatCount(ingest.rejectedRequests)} OTLP requests were turned away`,
      text: 'The ingest queue was full and the senders were told to retry.',
      link: { to: '/settings', section: 'data' },
    });
  }
  return items;
}

function failingModels({ byModel }: Overview): AttentionItem[] {
  return byModel
    .filter(({ calls, errors }) => calls >= FEWEST_CALLS_TO_JUDGE && errors / calls >= FAILING_SHARE)
    .sort((a, b) => b.errors / b.calls - a.errors / a.calls)
    .slice(0, 2)
    .map(({ provider, model, calls, errors }) => ({
      id: `failing-${provider}/${model}`,
      tone: 'error' as const,
      title: `${model} fails ${formatShare(errors / calls)} of its calls`,
      text: `${formatCount(errors)} of ${formatCount(calls)} at ${provider} in this range.`,
      link: { to: '/traces' as const, search: { model, status: 'error' as const } },
    }));
}

function limits({ ingest, database, retention }: DeploymentInfo): AttentionItem[] {
  const items: AttentionItem[] = [];
  const queued = ingest.queuedBytes / ingest.capacityBytes;
  if (queued >= QUEUE_FULL_SHARE) {
    items.push({
      id: 'queue',
      tone: 'warning',
      title: `The ingest queue is ${formatShare(queued)} full`,
      text: 'The disk does not keep up with what arrives; when it is full, senders are told to retry.',
      link: { to: '/settings', section: 'data' },
    });
  }
  if (database.bytes / retention.maxBytes >= STORE_FULL_SHARE) {
    items.push({
      id: 'store',
      tone: 'warning',
      title: `The trace store has ${formatBytes(database.bytes)} of ${formatBytes(retention.maxBytes)}`,
      text: 'The oldest traces are removed at the limit.',
      link: { to: '/settings', section: 'data' },
    });
  }
  return items;
}

function unpriced({ spend, byModel }: Overview): AttentionItem[] {
  if (spend.unpricedCalls === 0) return [];
  const models = byModel.filter((row) => row.unpricedCalls > 0).map((row) => row.model);
  return [
    {
      id: 'unpriced',
      tone: 'warning',
      title: `${formatCount(spend.unpricedCalls)} calls have no known price`,
      text: `${models.slice(0, 3).join(', ')}${models.length > 3 ? ' and others' : ''}: the spend is a lower bound.`,
      link: { to: '/settings', section: 'prices' },
    },
  ];
}

function unsealed({ protection }: DeploymentInfo): AttentionItem[] {
  if (protection.kind !== 'none') return [];
  return [
    {
      id: 'protection',
      tone: 'warning',
      title: 'Provider keys cannot be kept here',
      text: 'No keychain answers here. Set SIGNALBOX_KEY_FILE or SIGNALBOX_PASSPHRASE, or use npm start, which makes a key file.',
      link: { to: '/settings', section: 'providers' },
    },
  ];
}
