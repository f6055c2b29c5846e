import type { TraceQueries } from '../../src/core/telemetry/telemetry.ts';
import {
  DAYS,
  END_MILLIS,
  MODELS,
  numbersFrom,
  orderOf,
  SERVICES,
  sessionOf,
  traceIdOf,
  userOf,
  wordOfRank,
} from './made-traces.ts';

/** One kind of question, asked with other values each time. */
export interface Question {
  name: string;
  /** What p95 should stay below, in milliseconds. */
  aim: number;
  ask: (queries: TraceQueries, round: number) => Promise<unknown>;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const AIM = 50;
const TEXT_AIM = 200;

export function questions(traces: number): Question[] {
  const randomOf = (round: number) => numbersFrom(round + 7)();
  const traceOf = (round: number): number => Math.floor(randomOf(round) * traces);
  const of = <T>(values: readonly T[], round: number): T => values[round % values.length] as T;
  const service = (round: number) => of(SERVICES, round);
  const model = (round: number) => of(MODELS, round).model;
  /** Each word and its neighbour stand side by side somewhere only if somebody said them so. */
  const word = (rank: number, round: number) => wordOfRank(rank + round);

  const list = (name: string, q: (round: number) => string, aim = AIM): Question => ({
    name: `list: ${name}`,
    aim,
    ask: (queries, round) => queries.list({ filter: { q: q(round) }, limit: 50, cursor: null }),
  });
  const histogram = (
    name: string,
    length: number,
    q: ((round: number) => string) | null,
    aim = AIM,
  ): Question => ({
    name: `histogram ${name}`,
    aim,
    ask: (queries, round) =>
      queries.histogram({
        filter: q === null ? {} : { q: q(round) },
        ...lastOf(length, round),
        buckets: 120,
      }),
  });

  return [
    {
      name: 'list: first page',
      aim: AIM,
      ask: (queries) => queries.list({ filter: {}, limit: 50, cursor: null }),
    },
    list('service', (round) => `service:${service(round)}`),
    list('model', (round) => `model:${model(round)}`),
    list('model, rare', (round) => `model:mistral-large-latest service:${service(round)}`),
    list('status', () => 'status:error'),
    list('duration', (round) => `duration:>${5 + (round % 14)}s`),
    list('cost', (round) => `cost:>$0.0${2 + (round % 7)}`),
    list('user', (round) => `user:${userOf(round * 37)}`),
    list('session', (round) => `session:${sessionOf(traceOf(round))}`),
    list('attribute, frequent', (round) => `@http.response.status_code:${of([200, 503], round)}`),
    list('attribute, rare', (round) => `@order.id:${orderOf(traceOf(round))}`),
    list('any span', (round) => `any span (span:"execute_tool *" duration:>${2 + (round % 5)}s)`),
    list(
      'combination',
      (round) => `service:${service(round)} model:${model(round)} status:error duration:>1s`,
    ),
    list('text: rare word', (round) => orderOf(traceOf(round)), TEXT_AIM),
    list('text: common word', (round) => word(0, round % 5), TEXT_AIM),
    list('text: word between', (round) => word(200, round), TEXT_AIM),
    list('text: phrase', (round) => `"${word(2, round % 7)} ${word(3, round % 5)}"`, TEXT_AIM),
    list('text: prefix', (round) => `${word(1500, round)}*`, TEXT_AIM),
    list(
      'text: two words and a service',
      (round) => `${word(20, round)} ${word(90, round)} service:${service(round)}`,
      TEXT_AIM,
    ),
    histogram('1 h', HOUR, null),
    histogram('24 h', DAY, null),
    histogram('7 d', DAYS * DAY, null),
    histogram('24 h, service', DAY, (round) => `service:${service(round)}`),
    histogram('7 d, service', DAYS * DAY, (round) => `service:${service(round)}`),
    histogram('7 d, errors', DAYS * DAY, () => 'status:error'),
    histogram('24 h, model', DAY, (round) => `model:${model(round)}`),
    histogram('7 d, model', DAYS * DAY, (round) => `model:${model(round)}`),
    histogram('7 d, rare text', DAYS * DAY, (round) => orderOf(traceOf(round)), TEXT_AIM),
    histogram('24 h, common text', DAY, (round) => word(0, round % 5), TEXT_AIM),
    { name: 'trace by id', aim: AIM, ask: (queries, round) => queries.traceJson(traceIdOf(traceOf(round))) },
    { name: 'outline by id', aim: AIM, ask: (queries, round) => queries.outline(traceIdOf(traceOf(round))) },
    ...[1, DAYS].flatMap((days): Question[] => [
      {
        name: `overview ${days} d`,
        aim: AIM,
        ask: (queries, round) => queries.overview({ ...lastOf(days * DAY, round), buckets: 60 }),
      },
      {
        name: `costs ${days} d`,
        aim: AIM,
        ask: (queries, round) =>
          queries.costs({
            by: of(['model', 'provider', 'service'] as const, round),
            ...lastOf(days * DAY, round),
            buckets: 60,
          }),
      },
      {
        name: `facets ${days} d`,
        aim: AIM,
        ask: (queries, round) => queries.facets(lastOf(days * DAY, round)),
      },
    ]),
  ];
}

/** The last hours or days of what was made, a little earlier each time, as pages ask for them. */
function lastOf(length: number, round: number): { from: string; to: string } {
  const to = END_MILLIS - (round % 20) * 60_000;
  return { from: new Date(to - length).toISOString(), to: new Date(to).toISOString() };
}
