import type { ReactNode } from 'react';
import type { Conversation } from '../../../../shared/conversation.ts';
import type { Span } from '../../../../shared/trace.ts';
import { ConversationView } from '../../../ui/conversation/index.ts';
import type { Tab } from '../../../ui/tabs.tsx';
import { AttributeTable } from './attribute-table.tsx';
import { decisionsOf, DECISION_EVENT, overheadOf } from './gateway-decisions.ts';
import { GatewayView } from './gateway-view.tsx';
import { ResourceView } from './resource-view.tsx';
import { SpanEvents } from './span-events.tsx';
import { SpanLinks } from './span-links.tsx';
import { hasUsage } from './token-parts.ts';
import { UsageView } from './usage-view.tsx';
import styles from './span-tabs.module.css';

/** The tabs that have something to show for this span. */
export function spanTabs(
  { span, conversation }: { span: Span; conversation: Conversation | null },
  originUnixNano: string,
): Tab<string>[] {
  const decisions = decisionsOf(span);
  const events = span.events.filter((event) => event.name !== DECISION_EVENT);
  const attributes = Object.keys(span.attributes).length;
  const tabs: (Tab<string> | false)[] = [
    conversation !== null &&
      conversation.input.length + conversation.output.length > 0 && {
        value: 'conversation',
        label: 'Conversation',
        content: <ConversationView key={span.spanId} conversation={conversation} />,
      },
    (hasUsage(span.facts.usage) || span.cost !== null) && {
      value: 'usage',
      label: 'Tokens & cost',
      content: <UsageView usage={span.facts.usage} cost={span.cost} model={span.facts.model} />,
    },
    decisions.length > 0 && {
      value: 'gateway',
      label: 'Gateway',
      content: <GatewayView decisions={decisions} overheadMicros={overheadOf(span)} />,
    },
    attributes > 0 && {
      value: 'attributes',
      label: counted('Attributes', attributes),
      content: (
        <AttributeTable key={span.spanId} attributes={span.attributes} dropped={span.droppedAttributes} />
      ),
    },
    events.length > 0 && {
      value: 'events',
      label: counted('Events', events.length),
      content: <SpanEvents span={span} events={events} />,
    },
    span.links.length > 0 && {
      value: 'links',
      label: counted('Links', span.links.length),
      content: <SpanLinks links={span.links} />,
    },
    {
      value: 'resource',
      label: 'Resource',
      content: <ResourceView span={span} originUnixNano={originUnixNano} />,
    },
  ];
  return tabs.filter((tab) => tab !== false);
}

function counted(label: string, count: number): ReactNode {
  return (
    <>
      {label}
      <span className={styles.count}>{count}</span>
    </>
  );
}
