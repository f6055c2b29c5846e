import type { LogRecord } from '../../../../shared/log-record.ts';
import { displayText } from '../../../lib/display-text.ts';
import { textOf } from '../../../ui/json-tree/index.ts';

/** Bodies may be megabytes: no more than this is made text for one line. */
const LONGEST_LINE = 400;
const MEMBERS_IN_LINE = 12;
const LONGEST_MEMBER = 120;

/** A log in one line: the name of its event, its body, or that it has neither. */
export function lineOf({ body, eventName }: Pick<LogRecord, 'body' | 'eventName'>): string {
  const name = displayText(eventName, 200);
  if (body === null) return name === '' ? 'no body' : name;
  const text = displayText(typeof body === 'object' ? structureInLine(body) : textOf(body), LONGEST_LINE);
  return name === '' ? text : `${name} ${text}`;
}

/** The first members: a map of a million is not written out to show its beginning. */
function structureInLine(body: NonNullable<LogRecord['body']> & object): string {
  if (Array.isArray(body)) return body.slice(0, MEMBERS_IN_LINE).map(memberInLine).join(' ');
  const entries = Object.entries(body).slice(0, MEMBERS_IN_LINE);
  return entries.map(([key, value]) => `${displayText(key, 60)}=${memberInLine(value)}`).join(' ');
}

function memberInLine(value: LogRecord['body']): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, LONGEST_MEMBER));
  if (typeof value !== 'object' || value === null) return String(value);
  return Array.isArray(value) ? `[${value.length}]` : `{${Object.keys(value).length}}`;
}
