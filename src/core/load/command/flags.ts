import { parseArgs, type ParseArgsConfig } from 'node:util';
import { SignalboxError } from '../../../shared/errors.ts';

interface Flag {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  readonly short?: string;
  /** What stands for the value in the help; null: none follows. */
  readonly value: string | null;
  readonly help: string;
}

/** Every flag of `signalbox load`; the help is made from this. */
export const FLAGS = {
  plan: { type: 'string', value: 'FILE', help: 'A plan in YAML or JSON; flags win over it.' },
  name: { type: 'string', value: 'TEXT', help: 'What the run is called.' },
  gateway: { type: 'string', value: 'URL', help: 'The gateway to call; http://127.0.0.1:4100 by default.' },
  url: {
    type: 'string',
    value: 'URL',
    help: 'Any server instead of a gateway; with --model it is called as a model API.',
  },
  'i-may-load-this-host': {
    type: 'string',
    value: 'HOST',
    help: 'Needed for a target that is not on loopback: its host (and port) once more.',
  },
  model: { type: 'string', value: 'NAME', help: 'The model or route that is called.' },
  dialect: { type: 'string', value: 'NAME', help: 'openai (default) or anthropic.' },
  prompt: { type: 'string', value: 'TEXT', help: 'What is asked; {{n}} in it is the number of the call.' },
  'max-tokens': { type: 'string', value: 'N', help: 'How long an answer may be; 256 by default.' },
  stream: { type: 'boolean', value: null, help: 'Ask for streams, and read them to their end.' },
  recorded: {
    type: 'string',
    value: 'FILTER',
    help: 'Send recorded exchanges again that match this filter of traces; needs --deployment.',
  },
  deployment: {
    type: 'string',
    value: 'URL',
    help: 'The console address of the deployment: it has recorded exchanges, tells what the calls cost and what its stages added, and what its engine used. Its token is in SIGNALBOX_TOKEN.',
  },
  method: { type: 'string', value: 'METHOD', help: 'Of raw HTTP; GET by default.' },
  header: {
    type: 'string',
    multiple: true,
    value: "'NAME: VALUE'",
    help: 'Sent with each call; may be repeated.',
  },
  body: { type: 'string', value: 'TEXT', help: 'Of raw HTTP.' },
  rate: {
    type: 'string',
    short: 'r',
    value: 'N',
    help: 'Open model: so many starts per second, whatever the answers do.',
  },
  users: {
    type: 'string',
    short: 'u',
    value: 'N',
    help: 'Closed model: so many users, each waiting for its answer.',
  },
  think: { type: 'string', value: 'TIME', help: 'How long a user waits before the next request.' },
  duration: { type: 'string', short: 'd', value: 'TIME', help: 'How long; 30s by default.' },
  stage: {
    type: 'string',
    multiple: true,
    value: 'TIME:N',
    help: 'Go to N within TIME; repeated, it makes a ramp.',
  },
  'warm-up': { type: 'string', value: 'TIME', help: 'Calls of this time first, which are not counted.' },
  threshold: {
    type: 'string',
    multiple: true,
    short: 't',
    value: 'RULE',
    help: 'p95<500ms, ttft_p99<2s, error_rate<1%, rps>=100, dropped<1 ...; may be repeated.',
  },
  'abort-on-fail': { type: 'boolean', value: null, help: 'End as soon as a threshold does not hold.' },
  timeout: { type: 'string', value: 'TIME', help: 'After this a call has failed; 30s by default.' },
  'max-requests': { type: 'string', value: 'N', help: 'End after so many; 1000000 by default.' },
  'max-in-flight': { type: 'string', value: 'N', help: 'Calls under way at a time; 1000 by default.' },
  seed: { type: 'string', value: 'N', help: 'For the order of a mix.' },
  out: {
    type: 'string',
    multiple: true,
    short: 'o',
    value: 'FILE',
    help: 'Write a report: .html, .json or .csv; may be repeated.',
  },
  json: { type: 'boolean', value: null, help: 'Print the result as JSON instead of text.' },
  quiet: { type: 'boolean', short: 'q', value: null, help: 'No progress line.' },
  proof: {
    type: 'boolean',
    value: null,
    help: 'Measure what the whole gateway adds to a call, against the bound of 150 ms.',
  },
  rounds: { type: 'string', value: 'N', help: 'Of --proof: how often each is measured; 5 by default.' },
  seconds: { type: 'string', value: 'N', help: 'Of --proof: how long each time; 5 by default.' },
  help: { type: 'boolean', short: 'h', value: null, help: 'This text.' },
} as const satisfies Record<string, Flag>;

type FlagName = keyof typeof FLAGS;
type ValueOf<F extends Flag> = F extends { type: 'boolean' }
  ? boolean
  : F extends { multiple: true }
    ? string[]
    : string;
export type Flags = { readonly [N in FlagName]?: ValueOf<(typeof FLAGS)[N]> };

/** @throws SignalboxError LOAD_PLAN_INVALID */
export function readFlags(argv: readonly string[]): Flags {
  const options: ParseArgsConfig['options'] = {};
  for (const [name, { type, ...flag }] of Object.entries<Flag>(FLAGS)) {
    options[name] = {
      type,
      ...(flag.multiple === true ? { multiple: true } : {}),
      ...(flag.short === undefined ? {} : { short: flag.short }),
    };
  }
  try {
    // The options are made from FLAGS, whose types say the same.
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new SignalboxError('LOAD_PLAN_INVALID', {
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

export function helpText(): string {
  const rows = Object.entries<Flag>(FLAGS).map(([name, { value, help, short }]) => {
    const shown = `${short === undefined ? '    ' : `-${short}, `}--${name}${value === null ? '' : ` ${value}`}`;
    return `  ${shown.padEnd(36)} ${help}`;
  });
  return [
    'Usage: signalbox load [options]   sends load, measures it, and ends with an exit code for CI',
    '',
    ...rows,
    '',
    'A key for the target is read from SIGNALBOX_API_KEY. TIME is 500ms, 30s, 5m or 1h.',
    'Exit codes: 0 passed, 99 a threshold failed, 104 bad plan, 105 stopped, 107 generator failed, 110 nothing measured.',
    'More: docs/guides/load-tests.md',
    '',
  ].join('\n');
}
