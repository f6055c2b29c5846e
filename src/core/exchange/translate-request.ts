import { SignalboxError } from '../../shared/errors.ts';
import type { IncomingRequest, IngressDialect } from '../dialects/index.ts';
import type { Target } from '../routing/index.ts';

export interface TranslatedRequest {
  readonly path: string;
  readonly body: Uint8Array;
  /** By the caller's names: what the upstream cannot be told, and what does not change what is asked. */
  readonly dropped: readonly string[];
}

/**
 * The request in the dialect of the target: the caller's own bytes where that is the same, else written anew.
 * @throws SignalboxError FIELD_UNSUPPORTED
 */
export function translateRequest(
  ingress: IngressDialect,
  request: IncomingRequest,
  { upstream, model }: Target,
): TranslatedRequest {
  const { dialect } = upstream;
  const forEmbeddings = ingress.operation === 'embeddings' ? dialect.embeddings : undefined;
  const path = forEmbeddings?.path ?? dialect.path(model, request.stream);
  if (dialect.dialect === ingress.dialect) return { path, body: request.upstreamBytes(model), dropped: [] };
  const asked = request.canonical();
  const [field] = asked.essential;
  if (field !== undefined) throw new SignalboxError('FIELD_UNSUPPORTED', { field, param: field });
  const { body, dropped } = dialect.writeRequest(asked, model);
  const names = [...asked.unmapped, ...dropped.map((name) => ingress.fieldName(name))];
  return { path, body, dropped: [...new Set(names)] };
}
