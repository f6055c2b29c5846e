import { SignalboxError } from '../../../shared/errors.ts';
import type { ExchangeDependencies } from '../../exchange/index.ts';

interface WireModel {
  id: string;
  object: 'model';
  created: number;
  owned_by: string;
}

type Models = Pick<ExchangeDependencies['router'], 'models'>;

/** No provider says when its models were made in a way that could be passed on; OpenAI's clients need a number. */
const CREATED = 0;

export function listModels(router: Models): { object: 'list'; data: WireModel[] } {
  return { object: 'list', data: router.models().map(toWire) };
}

/** @throws SignalboxError MODEL_NOT_FOUND */
export function showModel(router: Models, encodedId: string): WireModel {
  const id = decodeModelId(encodedId);
  const found = router.models().find((model) => model.id === id);
  if (found === undefined) throw new SignalboxError('MODEL_NOT_FOUND', { model: id, param: 'model' });
  return toWire(found);
}

function toWire({ id, ownedBy }: { id: string; ownedBy: string }): WireModel {
  return { id, object: 'model', created: CREATED, owned_by: ownedBy };
}

export function decodeModelId(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch (error) {
    if (error instanceof URIError) return encoded;
    throw error;
  }
}
