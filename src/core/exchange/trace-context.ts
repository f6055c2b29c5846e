import { randomFillSync } from 'node:crypto';

/** Where an exchange stands in its trace. */
export interface TraceContext {
  readonly traceId: string;
  /** Of the exchange's own span. */
  readonly spanId: string;
  /** The caller's span, when it sent a traceparent. */
  readonly parentSpanId: string | null;
  readonly traceState: string;
  /** W3C trace flags; bit 0 is `sampled`. */
  readonly flags: number;
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const SAMPLED = 1;

/**
 * Continues the caller's trace or begins one. A traceparent that is not valid is ignored, and its tracestate with it.
 * Source: https://www.w3.org/TR/trace-context/
 */
export function traceContext(traceparent: string | undefined, tracestate: string | undefined): TraceContext {
  const match = traceparent === undefined ? null : TRACEPARENT.exec(traceparent);
  const [, version, traceId, parentId, flags, rest] = match ?? [];
  const known = version !== undefined && version !== 'ff' && !(version === '00' && rest !== undefined);
  if (
    !known ||
    traceId === undefined ||
    parentId === undefined ||
    flags === undefined ||
    isZero(traceId) ||
    isZero(parentId)
  ) {
    const ids = randomHex(24);
    return {
      traceId: ids.slice(0, 32),
      spanId: ids.slice(32),
      parentSpanId: null,
      traceState: '',
      flags: SAMPLED,
    };
  }
  return {
    traceId,
    spanId: newSpanId(),
    parentSpanId: parentId,
    traceState: (tracestate ?? '').slice(0, 512),
    flags: Number.parseInt(flags, 16) & 0xff,
  };
}

/** Random bytes are drawn from the system in stock: asking for each id costs more than all the rest of it. */
const stock = Buffer.alloc(4096);
let used = stock.length;

function randomHex(bytes: number): string {
  if (used + bytes > stock.length) {
    randomFillSync(stock);
    used = 0;
  }
  const hex = stock.toString('hex', used, used + bytes);
  used += bytes;
  return hex;
}

export function newSpanId(): string {
  return randomHex(8);
}

export function traceparent({ traceId, flags }: TraceContext, spanId: string): string {
  return `00-${traceId}-${spanId}-${(flags & SAMPLED).toString(16).padStart(2, '0')}`;
}

function isZero(id: string): boolean {
  return /^0+$/.test(id);
}
