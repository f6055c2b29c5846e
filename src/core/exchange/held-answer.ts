import { SignalboxError } from '../../shared/errors.ts';
import { repairMessages } from '../guardrails/structured-output/index.ts';
import {
  answerSteps,
  canonicalText,
  editRequest,
  type IncomingRequest,
  type ModelAnswer,
} from '../dialects/index.ts';
import type { UpstreamAnswer } from '../providers/index.ts';
import type { Attempt, Exchange } from './exchange.ts';
import {
  answerContext,
  answerFilter,
  callerHeaders,
  forwardWhole,
  malformed,
  readWhole,
  type WholeAnswer,
} from './forward.ts';
import { requireStream } from './forward-stream.ts';
import type { HeldAnswerCheck } from './judgement.ts';

/** An answer of which nothing has gone on yet. */
interface HeldAnswer {
  readonly attempt: Attempt;
  readonly upstream: Pick<UpstreamAnswer, 'headers'>;
  readonly read: ModelAnswer;
  /** Null for one that came as a stream. */
  readonly whole: WholeAnswer | null;
}

/** Calls the same target once more, with another request. */
export type CallAgain = (
  request: IncomingRequest,
  reason: string,
  use: (attempt: Attempt, answer: UpstreamAnswer) => Promise<HeldAnswer>,
) => Promise<HeldAnswer>;

/**
 * Holds an answer until it is known to fit its JSON schema, lets the model mend it once where the rule says so, and hands
 * it on.
 * @throws SignalboxError ANSWER_UNFIT, GUARD_BLOCKED, PROVIDER_...; UpstreamRefusal
 */
export async function forwardChecked(
  exchange: Exchange,
  attempt: Attempt,
  answer: UpstreamAnswer,
  check: HeldAnswerCheck,
  callAgain: CallAgain,
): Promise<void> {
  let held = await hold(exchange, attempt, answer);
  let faulty = faultOf(exchange, held.read, check);
  if (faulty !== null && check.repair) {
    exchange.spent.push(held.read.usage);
    const { request, reason } = repairRequest(exchange, faulty, check);
    held = await callAgain(request, reason, (attempted, given) => hold(exchange, attempted, given));
    faulty = faultOf(exchange, held.read, check);
  }
  if (faulty !== null) {
    throw new SignalboxError('ANSWER_UNFIT', { reason: faulty.problems[0] ?? '' });
  }
  if (held.whole !== null) await forwardWhole(exchange, held.attempt, held.whole);
  else await streamHeld(exchange, held);
}

async function hold(exchange: Exchange, attempt: Attempt, answer: UpstreamAnswer): Promise<HeldAnswer> {
  if (exchange.request?.stream !== true) {
    const whole = await readWhole(exchange, attempt, answer);
    return { attempt, upstream: answer, read: whole.read, whole };
  }
  return { attempt, upstream: answer, read: await readStream(exchange, attempt, answer), whole: null };
}

async function readStream(
  exchange: Exchange,
  attempt: Attempt,
  answer: UpstreamAnswer,
): Promise<ModelAnswer> {
  requireStream(attempt, answer);
  const reader = attempt.upstream.dialect.readStream();
  exchange.received = reader.answer;
  exchange.answer = reader.answer;
  const chunks = answer.body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await exchange.waiting(chunks.next());
      if (next.done === true) break;
      attempt.receivedBytes += next.value.length;
      attempt.firstChunkMs ??= performance.now();
      const { malformed: problem } = reader.push(next.value);
      if (problem !== null) throw malformed(attempt, problem);
    }
  } finally {
    await chunks.return?.();
  }
  const { provider } = attempt.upstream;
  const reason = reader.error?.message ?? 'it closed the connection.';
  if (reader.error !== null || !reader.complete)
    throw new SignalboxError('PROVIDER_STREAM_CUT', { provider, reason });
  return reader.answer;
}

interface Fault {
  /** As the upstream wrote it. */
  readonly answer: string;
  readonly problems: readonly string[];
}

/** Of the first choice that does not fit. Calls of tools and refusals are no answers that could. */
function faultOf({ judgement }: Exchange, { choices }: ModelAnswer, check: HeldAnswerCheck): Fault | null {
  for (const { parts } of choices) {
    if (parts.some(({ type }) => type === 'tool_call' || type === 'refusal')) continue;
    const answer = canonicalText(parts.filter(({ type }) => type === 'text'));
    const problems = check.problems(judgement.restore(answer));
    if (problems.length > 0)
      return { answer, problems: problems.map((problem) => judgement.redact(problem)) };
  }
  return null;
}

function repairRequest(
  { request, ingress, input }: Exchange,
  { answer, problems }: Fault,
  { schema }: HeldAnswerCheck,
): { request: IncomingRequest; reason: string } {
  if (request === null) throw new Error('An answer is mended only after a request.');
  const reply = repairMessages(answer, problems, schema).at(-1)?.text ?? '';
  // Vendors refuse an empty message.
  const goOn = { answer: answer === '' ? '(nothing)' : answer, reply };
  const edited = editRequest(ingress, request, input.headers, { goOn });
  return {
    request: edited.request,
    reason: `repair: ${problems[0] ?? 'the answer does not fit its JSON schema'}`,
  };
}

/** A stream that was held whole, in the caller's dialect. */
async function streamHeld(exchange: Exchange, { attempt, upstream, read }: HeldAnswer): Promise<void> {
  const { ingress, request, reply } = exchange;
  if (request === null) return;
  const filter = answerFilter(exchange);
  const writer = ingress.writeStream(request, answerContext(exchange));
  const events = answerSteps(read);
  const released = filter === null ? events : [];
  if (filter !== null) {
    exchange.answer = filter.answer;
    for (const event of events) released.push(...(await filter.step(event)));
    released.push(...(await filter.end()));
  }
  attempt.begun();
  reply.start(200, {
    ...callerHeaders(exchange, attempt, upstream),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  for (const event of released) {
    const slow = reply.write(writer.write(event) ?? new Uint8Array());
    if (slow !== null) await exchange.waiting(slow);
  }
  const last = writer.end();
  if (last !== null) await reply.write(last);
  reply.end();
}
