import { describe, settingsSchema, type SettingKey } from './config.ts';
import type { SettingDescription } from './setting-types.ts';

interface SettingRow extends SettingDescription {
  readonly key: string;
  readonly standard: string;
}

function rows(): SettingRow[] {
  const keys = Object.keys(settingsSchema.shape) as SettingKey[];
  return keys.map((key) => {
    const description = describe(key);
    return { ...description, key, standard: description.defaultDoc ?? standardValue(key) };
  });
}

/** What the schema gives when nothing is given. */
function standardValue(key: string): string {
  const standards: Readonly<Record<string, unknown>> = settingsSchema.parse({ dataDir: '/' });
  const value = standards[key];
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return '';
  if (typeof value === 'number' && key.endsWith('Bytes')) return inUnits(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function inUnits(bytes: number): string {
  const gibibytes = bytes / 2 ** 30;
  return Number.isInteger(gibibytes) ? `${gibibytes} GiB` : `${bytes / 2 ** 20} MiB`;
}

/** What `signalbox serve --help` prints. */
export function helpText(): string {
  const flags = rows().filter(({ flag }) => flag !== null);
  const config = { usage: '--config FILE', doc: 'Read settings from a YAML or JSON file.' };
  const lines = flags.map(({ flag, placeholder, doc, standard }) => ({
    usage: placeholder === null ? `--[no-]${flag}` : `--${flag} ${placeholder}`,
    doc: standard === '' || standard === 'false' ? doc : `${doc} Default: ${standard.replaceAll('`', '')}.`,
  }));
  const width = Math.max(...lines.map(({ usage }) => usage.length)) + 2;
  const body = [config, ...lines].map(({ usage, doc }) => `  ${usage.padEnd(width)}${doc}`).join('\n');
  return `Usage: signalbox serve [options]\n\nRuns the engine: gateway, OTLP receiver and console, until it is stopped.\n\nOptions:\n${body}\n\nEach is also an environment variable and a key of the file, and some are only those: docs/reference/settings.md\n`;
}

/** docs/reference/settings.md, whole. */
export function settingsMarkdown(): string {
  const table = rows().map(({ key, flag, placeholder, variable, standard, doc, inFile }) => {
    const usage = flag === null ? '' : `\`--${flag}${placeholder === null ? '' : ` ${placeholder}`}\``;
    const shown = standard.includes('`') || standard === '' ? standard : `\`${standard}\``;
    return `| ${inFile === false ? '' : `\`${key}\``} | ${usage} | \`${variable}\` | ${shown} | ${doc} |`;
  });
  return `# Settings

Made from \`src/core/config.ts\` by \`UPDATE_DOCS=1 npm run unit -- src/core/settings-reference\`; a test keeps it so.

A setting is given by a flag of \`signalbox serve\`, by an environment variable, or by its key in a YAML or JSON file that
\`--config FILE\` (or \`SIGNALBOX_CONFIG\`) names. A flag wins over a variable, a variable over the file, the file over the
default. Unknown flags and keys are refused. Sizes may have a unit: \`128MiB\`, \`10GiB\`. Flags without a value have an
opposite: \`--no-record-content\`.

| key | flag | variable | default | what |
| --- | --- | --- | --- | --- |
${table.join('\n')}
`;
}
