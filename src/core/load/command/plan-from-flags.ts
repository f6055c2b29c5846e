import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { SignalboxError } from '../../../shared/errors.ts';
import { loadPlanSchema, type LoadPlan } from '../../../shared/load/index.ts';
import type { Flags } from './flags.ts';

const GATEWAY = 'http://127.0.0.1:4100';
const PROMPT = 'Which signals does a train pass between two stations? (question {{n}})';
const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** The plan that flags and file describe together. @throws SignalboxError LOAD_PLAN_INVALID */
export function planFromFlags(flags: Flags): LoadPlan {
  const written = flags.plan === undefined ? {} : readPlan(flags.plan);
  const shape = shapeOf(flags);
  const mix = mixOf(flags);
  const target = targetOf(flags);
  const plan = {
    name: 'Load test',
    mix: mix ?? [chat(flags)],
    target: target ?? { kind: 'gateway', url: GATEWAY },
    shape: shape ?? { model: 'open', start: 10, stages: [{ seconds: 30, target: 10 }] },
    ...written,
    ...given('name', flags.name),
    ...given('mix', mix),
    ...given('target', target),
    ...given('shape', shape),
    ...given('seed', numberOf('seed', flags.seed)),
    ...given('confirmedHost', flags['i-may-load-this-host']),
    ...given('warmUpSeconds', secondsOf('warm-up', flags['warm-up'])),
    ...given('thresholds', thresholdsOf(flags)),
    limits: { ...limitsIn(written), ...limitsOf(flags) },
    // Who writes a command line knows whom it calls.
    mayCost: true,
  };
  const checked = loadPlanSchema.safeParse(plan);
  if (!checked.success) throw invalid(z.prettifyError(checked.error).replaceAll('\n', ' '));
  return checked.data;
}

function readPlan(path: string): Record<string, unknown> {
  try {
    const value: unknown = parse(readFileSync(path, 'utf8'));
    return z.record(z.string(), z.unknown()).parse(value);
  } catch (error) {
    throw invalid(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function limitsIn({ limits }: Record<string, unknown>): object {
  return typeof limits === 'object' && limits !== null ? limits : {};
}

function limitsOf(flags: Flags): object {
  const timeout = secondsOf('timeout', flags.timeout);
  return {
    ...given('timeoutMs', timeout === undefined ? undefined : timeout * 1000),
    ...given('maxRequests', numberOf('max-requests', flags['max-requests'])),
    ...given('maxInFlight', numberOf('max-in-flight', flags['max-in-flight'])),
  };
}

function targetOf({ gateway, url, header, model, recorded }: Flags): object | undefined {
  if (url === undefined) return gateway === undefined ? undefined : { kind: 'gateway', url: gateway };
  const isRaw = model === undefined && recorded === undefined;
  return isRaw ? { kind: 'url', url: addressOf(url) } : { kind: 'url', url, headers: headersOf(header) };
}

/** The path of raw HTTP is its request's. */
function addressOf(text: string): string {
  const url = readUrl(text);
  url.pathname = '/';
  url.search = '';
  url.hash = '';
  return url.href;
}

function readUrl(text: string): URL {
  if (!URL.canParse(text)) throw invalid(`--url ${text} is not a URL`);
  return new URL(text);
}

function mixOf(flags: Flags): object[] | undefined {
  const { url, model, recorded } = flags;
  if (recorded !== undefined)
    return [
      {
        kind: 'recorded',
        name: 'recorded',
        filter: recorded,
        stream: flags.stream ?? false,
        ...given('model', model),
        ...given('maxTokens', numberOf('max-tokens', flags['max-tokens'])),
      },
    ];
  if (model !== undefined) return [chat(flags)];
  return url === undefined ? undefined : [raw(flags, url)];
}

function chat({ model = 'gpt-4o-mini', dialect, prompt = PROMPT, stream, ...flags }: Flags): object {
  return {
    kind: 'chat',
    name: model,
    model,
    prompt,
    stream: stream ?? false,
    ...given('dialect', dialect),
    ...given('maxTokens', numberOf('max-tokens', flags['max-tokens'])),
  };
}

function raw({ method = 'GET', header, body }: Flags, url: string): object {
  const { pathname, search } = readUrl(url);
  const path = `${pathname}${search}`;
  const name = `${method} ${path}`.slice(0, 100);
  return { kind: 'http', name, method, path, headers: headersOf(header), ...given('body', body) };
}

function headersOf(given: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    given.map((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) throw invalid(`--header '${line}' has no NAME: before its value`);
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
}

function shapeOf(flags: Flags): object | undefined {
  const { rate, users, duration, stage } = flags;
  if (rate !== undefined && users !== undefined)
    throw invalid('--rate is of the open model and --users of the closed one; give one of them');
  if (rate === undefined && users === undefined && stage === undefined && duration === undefined)
    return undefined;
  const level = numberOf('rate', rate) ?? numberOf('users', users);
  const stages = (stage ?? []).map(stageOf);
  const constant = { seconds: secondsOf('duration', duration) ?? 30, target: level ?? 10 };
  return {
    model: users === undefined ? 'open' : 'closed',
    start: level ?? (stages.length > 0 ? 0 : 10),
    stages: stages.length > 0 ? stages : [constant],
    ...given('thinkMs', thinkOf(flags)),
  };
}

function thinkOf({ think }: Flags): number | undefined {
  const seconds = secondsOf('think', think);
  return seconds === undefined ? undefined : seconds * 1000;
}

function stageOf(text: string): object {
  const [time = '', target = ''] = text.split(':');
  return { seconds: secondsOf('stage', time), target: numberOf('stage', target) };
}

function thresholdsOf({ threshold, ...flags }: Flags): object[] | undefined {
  const abortOnFail = flags['abort-on-fail'] ?? false;
  return threshold?.map((expression) => ({ expression, abortOnFail }));
}

function secondsOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, number = '', unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  if (number === '') throw invalid(`--${flag} ${text} is not a time such as 500ms, 30s or 5m`);
  return Number(number) * (SECONDS[unit] ?? 1);
}

function numberOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw invalid(`--${flag} ${text} is not a number`);
  return value;
}

function given<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

function invalid(reason: string): SignalboxError {
  return new SignalboxError('LOAD_PLAN_INVALID', { reason });
}
