import type { AlertMatcher, NewSilence } from '../../../../shared/alert/index.ts';

export interface SilenceForm {
  /** `name=value`, `name!=value`, `name=~regex` or `name!~regex`, one a line. */
  readonly matchers: string;
  readonly hours: string;
  readonly author: string;
  readonly comment: string;
}

export type SilenceFormErrors = Partial<Record<keyof SilenceForm, string>>;

const MATCHER = /^([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*(.*)$/;
const MAX_HOURS = 24 * 365;

export function silenceForm(labels: Readonly<Record<string, string>>): SilenceForm {
  const matchers = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  return { matchers: matchers.join('\n'), hours: '2', author: '', comment: '' };
}

export function readSilenceForm(
  form: SilenceForm,
  nowMs: number,
): { silence: NewSilence | null; errors: SilenceFormErrors } {
  const errors: { -readonly [Field in keyof SilenceForm]?: string } = {};
  const matchers = readMatchers(form.matchers);
  if (matchers === null || matchers.length === 0)
    errors.matchers = 'One a line: name=value, name!=value, name=~regex or name!~regex.';
  const hours = Number(form.hours);
  if (form.hours.trim() === '' || !(hours > 0) || hours > MAX_HOURS) errors.hours = 'Hours, up to a year.';
  if (form.author.trim() === '') errors.author = 'Who silences it?';
  if (form.comment.trim() === '') errors.comment = 'Why? Others will wonder.';
  if (Object.keys(errors).length > 0 || matchers === null) return { silence: null, errors };
  const silence = {
    matchers,
    startsAt: new Date(nowMs).toISOString(),
    endsAt: new Date(nowMs + hours * 3_600_000).toISOString(),
    author: form.author.trim(),
    comment: form.comment.trim(),
  };
  return { silence, errors };
}

/** Null: a line that is no matcher. */
export function readMatchers(text: string): AlertMatcher[] | null {
  const matchers: AlertMatcher[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const [, name, operator, value] = MATCHER.exec(line.trim()) ?? [];
    if (name === undefined || operator === undefined || value === undefined) return null;
    if (operator === '=' || operator === '!=' || operator === '=~' || operator === '!~')
      matchers.push({ name, operator, value });
  }
  return matchers;
}

export function matcherText({ name, operator, value }: AlertMatcher): string {
  return `${name}${operator}${value}`;
}
