import { operationSchema, SPAN_KINDS } from '../trace.ts';

/**
 * What a field holds, and with it what can be said of it:
 * `name` is compared whole (with `*` wildcards), `text` by what it contains, `id` by its beginning too, `choice` is one of
 * a few words; durations, money, counts and times are compared with numbers and take ranges.
 */
export type FieldType = 'name' | 'text' | 'id' | 'choice' | 'duration' | 'money' | 'count' | 'time';

/** Of what a field can be said: of the whole trace, of one of its spans, or of either. */
export type FieldLevel = 'trace' | 'span' | 'both';

export interface FilterField {
  readonly name: string;
  readonly type: FieldType;
  readonly level: FieldLevel;
  /** What it is, as a sentence without a full stop; for `both`, of the trace. */
  readonly description: string;
  /** A whole filter that uses it. */
  readonly example: string;
  /** The words that a `choice` may be. */
  readonly choices?: readonly string[];
  /** Other names that are understood; they are never printed. */
  readonly aliases?: readonly string[];
}

/** Every field of the language. Attributes of spans come on top, as `@key`. */
export const FILTER_FIELDS: readonly FilterField[] = [
  {
    name: 'name',
    type: 'name',
    level: 'both',
    description: 'Name of the trace, which is that of its root span',
    example: 'name:"POST /checkout"',
    aliases: ['root'],
  },
  {
    name: 'span',
    type: 'name',
    level: 'span',
    description: 'Name of a span',
    example: 'span:"chat *"',
  },
  {
    name: 'service',
    type: 'name',
    level: 'both',
    description: 'Service of the root span',
    example: 'service:shop',
  },
  {
    name: 'status',
    type: 'choice',
    level: 'both',
    description: 'error when any span failed, otherwise ok',
    example: 'status:error',
    choices: ['ok', 'error'],
  },
  {
    name: 'duration',
    type: 'duration',
    level: 'both',
    description: 'From the first start to the last end',
    example: 'duration:>2s',
  },
  {
    name: 'start',
    type: 'time',
    level: 'both',
    description: 'When it started: a day, a time (UTC unless said), or how long ago',
    example: 'start:>-15m',
  },
  {
    name: 'model',
    type: 'name',
    level: 'both',
    description: 'Model of any of its calls',
    example: 'model:gpt-4o*',
  },
  {
    name: 'provider',
    type: 'name',
    level: 'both',
    description: 'Provider of any of its calls',
    example: 'provider:anthropic',
  },
  {
    name: 'operation',
    type: 'choice',
    level: 'span',
    description: 'Kind of work of a span',
    example: 'operation:execute_tool',
    choices: operationSchema.options,
  },
  {
    name: 'cost',
    type: 'money',
    level: 'both',
    description: 'Cost of its calls in dollars, where a price is known',
    example: 'cost:>$0.01',
  },
  {
    name: 'tokens',
    type: 'count',
    level: 'both',
    description: 'Input and output tokens of its calls',
    example: 'tokens:>10k',
  },
  {
    name: 'input_tokens',
    type: 'count',
    level: 'both',
    description: 'Input tokens of its calls',
    example: 'input_tokens:>=1.5k',
  },
  {
    name: 'output_tokens',
    type: 'count',
    level: 'both',
    description: 'Output tokens of its calls',
    example: 'output_tokens:100..500',
  },
  {
    name: 'calls',
    type: 'count',
    level: 'trace',
    description: 'Number of model calls',
    example: 'calls:>0',
  },
  {
    name: 'spans',
    type: 'count',
    level: 'trace',
    description: 'Number of spans',
    example: 'spans:>1k',
  },
  {
    name: 'errors',
    type: 'count',
    level: 'trace',
    description: 'Number of spans that failed',
    example: 'errors:2..',
  },
  {
    name: 'message',
    type: 'text',
    level: 'span',
    description: 'Status message of a span, as errors have it',
    example: 'message:"rate limit"',
    aliases: ['error'],
  },
  {
    name: 'kind',
    type: 'choice',
    level: 'span',
    description: 'Kind of a span in OpenTelemetry',
    example: 'kind:server',
    choices: SPAN_KINDS,
  },
  {
    name: 'user',
    type: 'name',
    level: 'both',
    description: 'User, as spans name it',
    example: 'user:ana',
  },
  {
    name: 'session',
    type: 'name',
    level: 'both',
    description: 'Session or conversation',
    example: 'session:s-1042',
  },
  {
    name: 'trace',
    type: 'id',
    level: 'trace',
    description: 'Trace id or its beginning',
    example: 'trace:4bf92f35',
  },
  {
    name: 'org',
    type: 'name',
    level: 'both',
    description: 'Organisation that a gateway call was made for',
    example: 'org:acme',
  },
  {
    name: 'workspace',
    type: 'name',
    level: 'both',
    description: 'Workspace that a gateway call was made for',
    example: 'workspace:search',
  },
  {
    name: 'key',
    type: 'name',
    level: 'both',
    description: 'API key of a gateway call',
    example: 'key:ci',
  },
  {
    name: 'route',
    type: 'name',
    level: 'both',
    description: 'Route that a gateway call took',
    example: 'route:fast',
  },
  {
    name: 'agent',
    type: 'name',
    level: 'both',
    description: 'Agent that made a gateway call',
    example: 'agent:planner',
  },
  {
    name: 'guard',
    type: 'name',
    level: 'both',
    description:
      'Guard that found something in a gateway call or failed, or what came of it: flag, warn, redact, block, failed_open or failed_closed',
    example: 'guard:pii',
  },
  {
    name: 'policy',
    type: 'name',
    level: 'both',
    description: 'Policy set of which a rule matched a gateway call, by its name or id',
    example: 'policy:"House rules"',
  },
  {
    name: 'flag',
    type: 'name',
    level: 'both',
    description: 'Flag that a rule has put on a gateway call',
    example: 'flag:risky',
  },
];

const BY_NAME: ReadonlyMap<string, FilterField> = new Map(
  FILTER_FIELDS.flatMap((field) => [field.name, ...(field.aliases ?? [])].map((name) => [name, field])),
);

/** The field of this name or alias in letters of either case; undefined where there is none. */
export function filterField(name: string): FilterField | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** `@` and the key of an attribute. */
export function isAttribute(field: string): boolean {
  return field.startsWith('@');
}

/** The field whose name is at most two letters away, for a proposal. */
export function nearestField(name: string): string | undefined {
  const given = name.toLowerCase().slice(0, 40);
  const near = ['has', ...BY_NAME.keys()]
    .map((candidate) => ({ candidate, distance: lettersApart(given, candidate) }))
    .sort((a, b) => a.distance - b.distance)[0];
  if (near === undefined || near.distance > Math.min(2, given.length - 2)) return undefined;
  return filterField(near.candidate)?.name ?? near.candidate;
}

/** Letters to add, take away, change or swap with their neighbour. */
function lettersApart(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? i) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
