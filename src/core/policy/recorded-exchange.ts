import type { PolicyInput, PolicyMessage } from '../../shared/policy/index.ts';
import type { Span } from '../../shared/trace.ts';
import { messagesOf, recordedQuestion, type ExchangeFacts } from './backtest/recorded-input.ts';

/** A recorded exchange as policies are asked about it. */
export interface AskedExchange {
  readonly traceId: string;
  readonly spanId: string | null;
  readonly input: PolicyInput;
  readonly messages: readonly PolicyMessage[];
  /** In what it is not as it was, in words; null: it is. */
  readonly incomplete: string | null;
}

/** Reads the span of an exchange, or of any model call, as a call that policies are asked about. */
export function askedExchange(span: Span): AskedExchange {
  const facts = factsOf(span);
  const messages = messagesOf(facts);
  const { input, isRebuilt } = recordedQuestion(facts, () => messages ?? []);
  const missing = [
    isRebuilt ? 'no policy was asked then, so what its span does not tell is empty' : null,
    messages === null ? 'its messages were not recorded, so conditions that read texts find none' : null,
  ].filter((each) => each !== null);
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    input,
    messages: messages ?? [],
    incomplete: missing.length === 0 ? null : `${missing.join('; ')}.`,
  };
}

function factsOf({ attributes, facts, service, startTimeUnixNano }: Span): ExchangeFacts {
  const says = (key: string): string => {
    const value = attributes[key];
    return typeof value === 'string' ? value : '';
  };
  return {
    attributes: (keys) =>
      Object.fromEntries(
        keys.flatMap((key) => {
          const value = attributes[key];
          return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
            ? [[key, value]]
            : [];
        }),
      ),
    startMs: Number(BigInt(startTimeUnixNano) / 1_000_000n),
    org: says('signalbox.org'),
    workspace: says('signalbox.workspace'),
    user: says('signalbox.user') || (facts.userId ?? ''),
    key: says('signalbox.key'),
    service,
    agent: says('gen_ai.agent.name'),
    provider: facts.provider ?? '',
    model: facts.model ?? '',
    usage: facts.usage,
    costNanos: facts.costNanos === null ? null : BigInt(facts.costNanos),
  };
}
