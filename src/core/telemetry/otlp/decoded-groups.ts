import { SignalboxError } from '../../../shared/errors.ts';
import type { ResourceRecord, ScopeRecord } from '../../store/span-record.ts';

/** Attribute values may nest this deep; deeper is taken as an attack on the stack. */
export const MAX_VALUE_DEPTH = 64;

export const ZERO_TRACE_ID = '0'.repeat(32);
export const ZERO_SPAN_ID = '0'.repeat(16);

/** The last nanosecond that fits a signed 64-bit column, in the year 2262. */
export const MAX_TIME = 0x7fff_ffff_ffff_ffffn;

export function malformed(reason: string): SignalboxError {
  return new SignalboxError('OTLP_MALFORMED', { reason });
}

export function emptyResource(): ResourceRecord {
  return { attributes: {}, droppedAttributes: 0, schemaUrl: '' };
}

export function emptyScope(): ScopeRecord {
  return { name: '', version: '', attributes: {}, droppedAttributes: 0, schemaUrl: '' };
}
