import type { LogRecord } from '../../../../shared/log-record.ts';
import { displayText } from '../../../lib/display-text.ts';
import { textOf } from '../../../ui/json-tree/index.ts';

/** Bodies may be megabytes: no more than this is made text for one line. */
const LONGEST_LINE = 400;
const MEMBERS_IN_LINE = 12;

/** A log in one line: its body, else the name of its event, else that it has none. */
export function lineOf({ body, eventName }: Pick<LogRecord, 'body' | 'eventName'>): string {
  if (body === null) return eventName === '' ? 'no body' : displayText(eventName, 200);
  return displayText(typeof body === 'object' ? structureInLine(body) : textOf(body), LONGEST_LINE);
}

/** The first members: a map of a million is not written out to show its beginning. */
function structureInLine(body: NonNullable<LogRecord['body']> & object): string {
  if (Array.isArray(body)) return JSON.stringify(body.slice(0, MEMBERS_IN_LINE).map(shortened));
  const entries = Object.entries(body).slice(0, MEMBERS_IN_LINE);
  return entries
    .map(([key, value]) => `${displayText(key, 60)}=${JSON.stringify(shortened(value))}`)
    .join(' ');
}

function shortened(value: LogRecord['body']): LogRecord['body'] {
  if (typeof value === 'string') return value.slice(0, 120);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? `[${value.length}]` : `{${Object.keys(value).length}}`;
}
