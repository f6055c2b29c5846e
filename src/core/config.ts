import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { SignalboxError } from '../shared/errors.ts';
import {
  byteCount,
  descriptions,
  filePath,
  integer,
  onOff,
  originList,
  portNumber,
  type SettingDescription,
} from './setting-types.ts';
import { userDataDirectory } from './user-directories.ts';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

function setting<T extends z.ZodType>(schema: T, description: SettingDescription): T {
  descriptions.add(schema, description);
  return schema;
}

/** Every setting there is. The flags, the help and docs/reference/settings.md are made from this. */
// prettier-ignore
export const settingsSchema = z.strictObject({
  dataDir: setting(filePath, { flag: 'data', variable: 'SIGNALBOX_DATA_DIR', placeholder: 'DIR',
    doc: 'Where the databases are kept.', defaultDoc: 'the data directory of the user, on Linux `~/.local/share/signalbox`' }),
  host: setting(z.string().min(1).max(255).default('127.0.0.1'), { flag: 'host', variable: 'SIGNALBOX_HOST', placeholder: 'HOST',
    doc: 'The address that all doors listen on.' }),
  port: setting(portNumber.default(4000), { flag: 'port', variable: 'SIGNALBOX_PORT', placeholder: 'PORT',
    doc: 'The port of console and REST. 0 means any free one.' }),
  gatewayPort: setting(portNumber.default(4100), { flag: 'gateway-port', variable: 'SIGNALBOX_GATEWAY_PORT', placeholder: 'PORT',
    doc: 'The port of the gateway.' }),
  otlpPort: setting(portNumber.default(4318), { flag: 'otlp-port', variable: 'SIGNALBOX_OTLP_PORT', placeholder: 'PORT',
    doc: 'The port of the OTLP/HTTP receiver.' }),
  portFallback: setting(onOff.default(true), { flag: 'port-fallback', variable: 'SIGNALBOX_PORT_FALLBACK', placeholder: null,
    doc: 'Take the next free port where a default one is taken. A port that was set is never replaced.' }),
  tokenFile: setting(filePath.optional(), { flag: 'token-file', variable: 'SIGNALBOX_TOKEN_FILE', placeholder: 'FILE',
    doc: 'Also write the token of this start to a file that only its owner can read.' }),
  consoleOrigins: setting(originList.default([]), { flag: 'console-origins', variable: 'SIGNALBOX_CONSOLE_ORIGINS', placeholder: 'LIST',
    doc: 'Origins of pages, besides the engine\'s own, that may use console and REST; separated by commas.' }),
  gatewayOrigins: setting(originList.default([]), { flag: 'gateway-origins', variable: 'SIGNALBOX_GATEWAY_ORIGINS', placeholder: 'LIST',
    doc: 'Origins of pages that may call the gateway.' }),
  otlpOrigins: setting(originList.default([]), { flag: 'otlp-origins', variable: 'SIGNALBOX_OTLP_ORIGINS', placeholder: 'LIST',
    doc: 'Origins of pages that may send spans.' }),
  retentionDays: setting(integer(1, 36_500).default(30), { flag: 'retention-days', variable: 'SIGNALBOX_RETENTION_DAYS', placeholder: 'DAYS',
    doc: 'Traces older than this are removed.' }),
  retentionBytes: setting(byteCount(16 * MIB, 2 ** 50).default(10 * GIB), { flag: 'retention-size', variable: 'SIGNALBOX_RETENTION_SIZE', placeholder: 'SIZE',
    doc: 'The oldest traces are removed when the trace database grows beyond this.' }),
  ingestQueueBytes: setting(byteCount(MIB, 16 * GIB).default(128 * MIB), { flag: 'ingest-queue', variable: 'SIGNALBOX_INGEST_QUEUE', placeholder: 'SIZE',
    doc: 'How much may wait to be written before OTLP is answered with 503.' }),
  queryTimeout: setting(integer(1, 3600).default(20), { flag: 'query-timeout', variable: 'SIGNALBOX_QUERY_TIMEOUT', placeholder: 'SECONDS',
    doc: 'A query that searches the traces is stopped after this time.' }),
  otlpBodyBytes: setting(byteCount(1024, GIB).default(64 * MIB), { flag: 'otlp-body', variable: 'SIGNALBOX_OTLP_BODY', placeholder: 'SIZE',
    doc: 'The largest OTLP body, as sent and after decompression.' }),
  gatewayBodyBytes: setting(byteCount(1024, GIB).default(32 * MIB), { flag: 'gateway-body', variable: 'SIGNALBOX_GATEWAY_BODY', placeholder: 'SIZE',
    doc: 'The largest request that the gateway takes.' }),
  metricsRawDays: setting(integer(1, 36_500).default(7), { flag: 'metrics-raw-days', variable: 'SIGNALBOX_METRICS_RAW_DAYS', placeholder: 'DAYS',
    doc: 'How long samples of metrics are kept as they came; then one in five minutes remains.' }),
  metricsFiveMinuteDays: setting(integer(1, 36_500).default(60), { flag: 'metrics-five-minute-days', variable: 'SIGNALBOX_METRICS_FIVE_MINUTE_DAYS', placeholder: 'DAYS',
    doc: 'How old samples are when of those only one an hour remains.' }),
  metricsRetentionDays: setting(integer(1, 36_500).default(365), { flag: 'metrics-retention-days', variable: 'SIGNALBOX_METRICS_RETENTION_DAYS', placeholder: 'DAYS',
    doc: 'Samples older than this are removed.' }),
  metricsSeriesLimit: setting(integer(100, 10_000_000).default(100_000), { flag: 'metrics-series', variable: 'SIGNALBOX_METRICS_SERIES', placeholder: 'COUNT',
    doc: 'How many series may be active, that is, have had a sample in the last hour or two. New ones beyond are refused.' }),
  metricsSeriesPerMetric: setting(integer(10, 10_000_000).default(20_000), { flag: 'metrics-series-per-metric', variable: 'SIGNALBOX_METRICS_SERIES_PER_METRIC', placeholder: 'COUNT',
    doc: 'The same of one name of a metric.' }),
  metricsInterval: setting(integer(100, 3_600_000).default(30_000), { flag: 'metrics-interval', variable: 'METRICS_UPDATE_INTERVAL', placeholder: 'MS',
    doc: 'How often the engine writes its own metrics to the series store, in milliseconds.' }),
  prometheusPort: setting(portNumber.optional(), { flag: 'prometheus-port', variable: 'PROMETHEUS_PORT', placeholder: 'PORT',
    doc: 'Also answer GET /metrics on a port of its own, without a token. 0 means any free one.', defaultDoc: 'none' }),
  recordContent: setting(onOff.default(true), { flag: 'record-content', variable: 'SIGNALBOX_RECORD_CONTENT', placeholder: null,
    doc: 'Record the messages of calls through the gateway. Off: only their sizes, tokens and cost.' }),
  prices: setting(filePath.optional(), { flag: 'prices', variable: 'SIGNALBOX_PRICES', placeholder: 'FILE',
    doc: 'Your own prices, which win over the bundled ones (prices.md).' }),
  keyFile: setting(filePath.optional(), { flag: 'key-file', variable: 'SIGNALBOX_KEY_FILE', placeholder: 'FILE',
    doc: 'A file with 32 random bytes (raw, hex or base64) that seals the keys of providers.' }),
  createKeyFile: setting(onOff.default(false), { flag: 'create-key-file', variable: 'SIGNALBOX_CREATE_KEY_FILE', placeholder: null,
    doc: 'Where no keychain answers, make a key file in the user\'s configuration directory.' }),
  passphrase: setting(z.string().min(12, 'at least 12 characters').optional(), { flag: null, variable: 'SIGNALBOX_PASSPHRASE', placeholder: null, inFile: false,
    doc: 'Seals the keys of providers. Removed from the environment as soon as it is read.' }),
  redisUrl: setting(z.url({ protocol: /^rediss?$/ }).optional(), { flag: null, variable: 'REDIS_URL', placeholder: null,
    doc: 'A Redis in which several engines count limits of requests and tokens together, such as redis://host:6379.' }),
  databaseUrl: setting(z.url({ protocol: /^postgres(ql)?$/ }).optional(), { flag: null, variable: 'DATABASE_URL', placeholder: null,
    doc: 'A PostgreSQL that the health checks ask, such as postgres://user:password@host:5432/name.' }),
  healthInterval: setting(integer(1, 3600).default(15), { flag: 'health-interval', variable: 'SIGNALBOX_HEALTH_INTERVAL', placeholder: 'SECONDS',
    doc: 'How often the health of everything is checked.' }),
  healthHistory: setting(integer(100, 1_000_000).default(10_000), { flag: 'health-history', variable: 'SIGNALBOX_HEALTH_HISTORY', placeholder: 'RECORDS',
    doc: 'How many checks are kept. They are spaced so that they reach back 30 days.' }),
  logLevel: setting(z.enum(['debug', 'info', 'warn', 'error']).default('info'), { flag: 'log-level', variable: 'SIGNALBOX_LOG_LEVEL', placeholder: 'LEVEL',
    doc: 'What is logged to standard error: debug, info, warn or error.' }),
  demo: setting(onOff.default(false), { flag: 'demo', variable: 'SIGNALBOX_DEMO', placeholder: null,
    doc: 'Run the sample workload once after the start.' }),
  json: setting(onOff.default(false), { flag: 'json', variable: 'SIGNALBOX_JSON', placeholder: null, inFile: false,
    doc: 'Print one line of JSON when ready, instead of text.' }),
});

type Settings = z.infer<typeof settingsSchema>;
export type SettingKey = keyof Settings;
const SETTING_KEYS = Object.keys(settingsSchema.shape) as SettingKey[];

interface PortSetting {
  readonly port: number;
  /** Take the next free port when this one is taken. */
  readonly fallback: boolean;
}

export interface Config extends Readonly<
  Omit<Settings, 'port' | 'gatewayPort' | 'otlpPort' | 'portFallback'>
> {
  readonly ports: Readonly<Record<'console' | 'gateway' | 'otlp', PortSetting>>;
}

export interface ConfigSources {
  /** What follows the command, without it. */
  readonly argv: readonly string[];
  /** A passphrase in it is removed. */
  readonly env: Record<string, string | undefined>;
  readonly readFile?: (path: string) => string;
  /** Replace the defaults of the schema: the desktop has its own. */
  readonly defaults?: Partial<Settings>;
}

interface Given {
  readonly value: unknown;
  readonly source: string;
}

/**
 * Reads the settings: a flag wins over a variable, a variable over the file, the file over the default.
 * @throws SignalboxError CONFIG_INVALID, naming the setting and where it was given
 */
export function loadConfig({ argv, env, readFile = readUtf8, defaults = {} }: ConfigSources): Config {
  const flags = readFlags(argv);
  const variables = readVariables(env);
  const path = flags.config?.value ?? env.SIGNALBOX_CONFIG ?? '';
  const file = typeof path === 'string' && path !== '' ? readSettingsFile(path, readFile) : {};
  const standard = { dataDir: userDataDirectory(env), ...defaults };
  const given: Partial<Record<string, Given>> = { ...file, ...variables, ...flags };
  const settings = check(given, standard);
  const port = (key: 'port' | 'gatewayPort' | 'otlpPort'): PortSetting => ({
    port: settings[key],
    fallback: settings.portFallback && given[key] === undefined,
  });
  const {
    port: _port,
    gatewayPort: _gatewayPort,
    otlpPort: _otlpPort,
    portFallback: _fallback,
    ...rest
  } = settings;
  return { ...rest, ports: { console: port('port'), gateway: port('gatewayPort'), otlp: port('otlpPort') } };
}

export function describe(key: SettingKey): SettingDescription {
  const description = descriptions.get(settingsSchema.shape[key]);
  if (description === undefined) throw new Error(`The setting ${key} is not described.`);
  return description;
}

function check(given: Partial<Record<string, Given>>, standard: Partial<Settings>): Settings {
  const values = SETTING_KEYS.flatMap((key) => (given[key] === undefined ? [] : [[key, given[key].value]]));
  const result = settingsSchema.safeParse({ ...standard, ...Object.fromEntries(values) });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const key = String(issue?.path[0] ?? '');
  throw invalid(key, issue?.message ?? 'not valid', given[key]?.source ?? 'the defaults');
}

function invalid(name: string, reason: string, source: string): SignalboxError {
  return new SignalboxError('CONFIG_INVALID', { setting: name, reason, source });
}

/** Node's parser splits the arguments; which of them exist, and which take values, is checked here. */
function readFlags(argv: readonly string[]): Partial<Record<string, Given>> {
  const source = 'the command line';
  const keys = new Map(SETTING_KEYS.map((key) => [describe(key).flag, key]));
  const options = Object.fromEntries(
    [...keys].flatMap(([flag, key]) =>
      flag === null
        ? []
        : [[flag, { type: describe(key).placeholder === null ? 'boolean' : 'string' } as const]],
    ),
  );
  const { tokens } = parseArgs({
    args: [...argv],
    options: { ...options, config: { type: 'string' } },
    strict: false,
    allowNegative: true,
    tokens: true,
  });
  const given: Partial<Record<string, Given>> = {};
  for (const token of tokens) {
    if (token.kind !== 'option') throw invalid(argv[token.index] ?? '', 'it is not a flag', source);
    const { name, rawName, value } = token;
    const flag = name.startsWith('no-') && options[name] === undefined ? name.slice(3) : name;
    const type = flag === 'config' ? 'string' : options[flag]?.type;
    if (type === undefined || (flag !== name && type !== 'boolean'))
      throw invalid(rawName, 'there is no such flag', source);
    if (type === 'string' && value === undefined) throw invalid(rawName, 'its value is missing', source);
    const key = flag === 'config' ? 'config' : (keys.get(flag) ?? flag);
    const isNegative = flag !== name || rawName.startsWith('--no-');
    given[key] = { value: type === 'string' ? value : (value ?? !isNegative), source: `the flag --${flag}` };
  }
  return given;
}

function readVariables(env: Record<string, string | undefined>): Partial<Record<string, Given>> {
  const given: Partial<Record<string, Given>> = {};
  for (const key of SETTING_KEYS) {
    const { variable } = describe(key);
    const value = env[variable];
    if (value === undefined || value === '') continue;
    given[key] = { value, source: `the environment variable ${variable}` };
  }
  delete env.SIGNALBOX_PASSPHRASE;
  return given;
}

function readSettingsFile(path: string, readFile: (path: string) => string): Partial<Record<string, Given>> {
  const source = `the file ${path}`;
  let content: unknown;
  try {
    content = parse(readFile(path)) ?? {};
  } catch (error) {
    throw invalid('config', error instanceof Error ? error.message : String(error), source);
  }
  const object = z.record(z.string(), z.unknown()).safeParse(content);
  if (!object.success)
    throw invalid('config', 'the file must hold names of settings with their values', source);
  return Object.fromEntries(
    Object.entries(object.data).map(([key, value]) => {
      const known = SETTING_KEYS.find((name) => name === key);
      if (known === undefined) throw invalid(key, 'there is no such setting', source);
      if (describe(known).inFile === false) throw invalid(key, 'it cannot stand in the file', source);
      return [key, { value, source }];
    }),
  );
}

function readUtf8(path: string): string {
  return readFileSync(path, 'utf8');
}
