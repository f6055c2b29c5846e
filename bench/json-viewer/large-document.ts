import { randomBytes } from 'node:crypto';

export interface SentDocument {
  readonly traceId: string;
  /** The attribute that holds it. */
  readonly attribute: string;
  readonly characters: number;
  readonly items: number;
  /** Values of every kind in it, containers included. */
  readonly values: number;
  /** Stands in it once, at its end. */
  readonly lastName: string;
}

const ATTRIBUTE = 'result.document';
const VALUES_AN_ITEM = 9;

/** Sends a span one of whose attributes is a JSON text of so many megabytes. */
export async function sendDocument(otlpUrl: string, megabytes: number): Promise<SentDocument> {
  const items: string[] = [];
  let characters = '{"items":[]}'.length;
  while (characters < megabytes * 1e6) {
    const number = items.length;
    const item = {
      id: number,
      name: `item number ${number}`,
      tags: ['a', 'b', 'c'],
      ratio: number / 7,
      isNew: true,
    };
    items.push(JSON.stringify(item));
    characters += (items.at(-1)?.length ?? 0) + 1;
  }
  const document = `{"items":[${items.join(',')}]}`;
  const traceId = randomBytes(16).toString('hex');
  const now = BigInt(Date.now()) * 1_000_000n;
  const span = {
    traceId,
    spanId: randomBytes(8).toString('hex'),
    name: `a document of ${megabytes} MB`,
    startTimeUnixNano: String(now),
    endTimeUnixNano: String(now + 1_000_000n),
    attributes: [{ key: ATTRIBUTE, value: { stringValue: document } }],
  };
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${otlpUrl}/v1/traces`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`The OTLP door answered ${answer.status}: ${await answer.text()}`);
  return {
    traceId,
    attribute: ATTRIBUTE,
    characters: document.length,
    items: items.length,
    values: items.length * VALUES_AN_ITEM + 2,
    lastName: `item number ${items.length - 1}"`,
  };
}
