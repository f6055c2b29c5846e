import type { ReactNode } from 'react';
import type { SpanDetail } from '../../../../shared/span-detail.ts';
import { ConversationView } from '../../../ui/conversation/index.ts';
import type { Tab } from '../../../ui/tabs.tsx';
import { AttemptsView } from './attempts-view.tsx';
import { AttributeTable } from './attribute-table.tsx';
import { DecisionsView } from './decisions/decisions-view.tsx';
import { decisionsOf, DECISION_EVENT, overheadOf } from './decisions/stage-decisions.ts';
import { VERDICT_EVENTS, verdictsOf } from './decisions/verdict-events.ts';
import { RawJson } from './raw-json.tsx';
import { ResourceView } from './resource-view.tsx';
import { SpanEvents } from './span-events.tsx';
import { SpanLinks } from './span-links.tsx';
import { hasUsage } from './token-parts.ts';
import { UsageView } from './usage-view.tsx';
import styles from './span-tabs.module.css';

interface Surroundings {
  /** Start of the trace. */
  readonly originUnixNano: string;
  /** Spans right below this one. */
  readonly childSpans: readonly string[];
  /** Tabs of what is not in the span itself. */
  readonly moreTabs: readonly Tab<string>[];
}

/** The tabs that have something to show for this span. */
export function spanTabs(
  detail: SpanDetail,
  { originUnixNano, childSpans, moreTabs }: Surroundings,
): Tab<string>[] {
  const { span, conversation, omitted } = detail;
  const decisions = decisionsOf(span);
  const events = span.events.filter(
    (event) => event.name !== DECISION_EVENT && (decisions.length === 0 || !VERDICT_EVENTS.has(event.name)),
  );
  const attributes = Object.keys(span.attributes).length + omitted.attributes;
  const tabs: (Tab<string> | false)[] = [
    conversation !== null &&
      conversation.input.length + conversation.output.length > 0 && {
        value: 'conversation',
        label: 'Conversation',
        content: (
          <ConversationView key={span.spanId} conversation={conversation} omitted={omitted.messages} />
        ),
      },
    (hasUsage(span.facts.usage) || span.cost !== null) && {
      value: 'usage',
      label: 'Tokens & cost',
      content: <UsageView usage={span.facts.usage} cost={span.cost} model={span.facts.model} />,
    },
    decisions.length > 0 && {
      value: 'decisions',
      label: 'Decisions',
      content: (
        <div className={styles.stack}>
          <DecisionsView
            position={{ traceId: span.traceId, spanId: span.spanId }}
            decisions={decisions}
            verdicts={verdictsOf(span)}
            overheadMicros={overheadOf(span)}
          />
          <AttemptsView exchange={span} childSpans={childSpans} />
        </div>
      ),
    },
    attributes > 0 && {
      value: 'attributes',
      label: counted('Attributes', attributes),
      content: (
        <AttributeTable
          key={span.spanId}
          isFull
          attributes={span.attributes}
          dropped={span.droppedAttributes}
          omitted={omitted.attributes}
          cut={detail.cutAttributes}
          kinds={detail.attributeKinds}
        />
      ),
    },
    events.length > 0 && {
      value: 'events',
      label: counted('Events', events.length + omitted.events),
      content: <SpanEvents key={span.spanId} span={span} events={events} omitted={omitted.events} />,
    },
    span.links.length > 0 && {
      value: 'links',
      label: counted('Links', span.links.length + omitted.links),
      content: (
        <SpanLinks key={span.spanId} traceId={span.traceId} links={span.links} omitted={omitted.links} />
      ),
    },
    ...moreTabs,
    {
      value: 'resource',
      label: 'Resource',
      content: (
        <ResourceView span={span} originUnixNano={originUnixNano} omitted={omitted.resourceAttributes} />
      ),
    },
    {
      value: 'json',
      label: 'Raw JSON',
      content: <RawJson key={span.spanId} traceId={span.traceId} spanId={span.spanId} />,
    },
  ];
  return tabs.filter((tab) => tab !== false);
}

function counted(label: string, count: number): ReactNode {
  return (
    <>
      {label}
      <span className={styles.count}>{count.toLocaleString('en-US')}</span>
    </>
  );
}
