import type { SettableParameter } from '../../../shared/policy/index.ts';
import type { IncomingRequest, IngressDialect } from '../ingress.ts';
import { parseBody } from '../json-body.ts';
import { record } from '../json-fields.ts';
import { rewriteTexts, type TextRewrite } from './rewrite-texts.ts';

/** What is to change in a request. */
export interface RequestChanges {
  readonly texts?: TextRewrite;
  /** Null: it is left out. */
  readonly parameters?: Readonly<Partial<Record<SettableParameter, number | string | null>>>;
  readonly capTokens?: { readonly tokens: number; readonly model: string };
  readonly goOn?: { readonly answer: string; readonly reply: string };
}

export interface EditedRequest {
  readonly request: IncomingRequest;
  /** What the dialect has no field for, by canonical names. */
  readonly impossible: readonly string[];
}

/**
 * Changes the caller's own body, so that every field that is not meant stays as it is, and reads it again.
 * @throws SignalboxError BODY_INVALID when the dialect does not allow the change
 */
export function editRequest(
  ingress: IngressDialect,
  { bytes }: IncomingRequest,
  headers: Parameters<IngressDialect['readRequest']>[1],
  changes: RequestChanges,
): EditedRequest {
  const { fields } = ingress;
  const body = record(parseBody(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) ?? {};
  const impossible: string[] = [];
  if (changes.texts !== undefined) rewriteTexts(body, changes.texts);
  for (const [parameter, value] of Object.entries(changes.parameters ?? {})) {
    const name = fields.parameters[parameter as SettableParameter];
    if (name === undefined) impossible.push(parameter);
    else if (value === null) Reflect.deleteProperty(body, name);
    else body[name] = value;
  }
  const { capTokens, goOn } = changes;
  if (capTokens !== undefined) {
    if (fields.capTokens === null) impossible.push('maxOutputTokens');
    else fields.capTokens(body, capTokens.tokens, capTokens.model);
  }
  if (goOn !== undefined) fields.goOn?.(body, goOn.answer, goOn.reply);
  return { request: ingress.readRequest(Buffer.from(JSON.stringify(body)), headers), impossible };
}

/** The smaller of a limit that may be there and another. */
export function atMost(given: unknown, tokens: number): number {
  return typeof given === 'number' ? Math.min(given, tokens) : tokens;
}
