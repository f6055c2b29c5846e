import { z } from 'zod';
import { decisionSchema, type Decision } from '../../../../../shared/decision.ts';
import type { Span } from '../../../../../shared/trace.ts';

export const DECISION_EVENT = 'signalbox.decision';
const OVERHEAD_ATTRIBUTE = 'signalbox.overhead_micros';

/** The event's attributes as they travel; later stages than this console knows are shown as they are. */
const decisionAttributesSchema = z.object({
  'signalbox.stage': z.string(),
  'signalbox.outcome': z.union([decisionSchema.shape.outcome, z.string()]),
  'signalbox.reason': z.string().catch(''),
  'signalbox.micros': z.coerce.number().nonnegative().catch(0),
});

export interface RecordedDecision extends Omit<Decision, 'stage' | 'outcome'> {
  readonly stage: string;
  readonly outcome: string;
  readonly timeUnixNano: string;
}

/** The decisions of the stages in the order in which they were made; none for spans that are no exchange. */
export function decisionsOf(span: Pick<Span, 'events'>): RecordedDecision[] {
  return span.events.flatMap((event) => {
    if (event.name !== DECISION_EVENT) return [];
    const parsed = decisionAttributesSchema.safeParse(event.attributes);
    if (!parsed.success) return [];
    return [
      {
        stage: parsed.data['signalbox.stage'],
        outcome: parsed.data['signalbox.outcome'],
        reason: parsed.data['signalbox.reason'],
        micros: parsed.data['signalbox.micros'],
        timeUnixNano: event.timeUnixNano,
      },
    ];
  });
}

/** What the gateway itself added to the exchange, in microseconds; null where the span does not say. */
export function overheadOf(span: Pick<Span, 'attributes'>): number | null {
  const parsed = z.coerce
    .number()
    .nonnegative()
    .safeParse(span.attributes[OVERHEAD_ATTRIBUTE] ?? undefined);
  return parsed.success ? parsed.data : null;
}
