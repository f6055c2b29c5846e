import { SignalboxError } from '../../../shared/errors.ts';
import type { ExchangeDependencies } from '../../exchange/index.ts';
import { decodeModelId } from './models.ts';

type Models = Pick<ExchangeDependencies['router'], 'models'>;

/** No provider says when its models were made in a way that could be passed on; Anthropic writes this for unknown. */
const CREATED = '1970-01-01T00:00:00Z';
const LARGEST_PAGE = 1000;

interface WireModel {
  type: 'model';
  id: string;
  display_name: string;
  created_at: string;
  lifecycle: 'active';
  max_input_tokens: null;
  max_tokens: null;
  capabilities: null;
  deprecated_at: null;
  retires_at: null;
  line: null;
}

interface WireModelPage {
  data: WireModel[];
  has_more: boolean;
  first_id: string | null;
  last_id: string | null;
}

/** `GET /v1/models` as Anthropic pages it: `limit`, `after_id`, `before_id`. */
export function listAnthropicModels(router: Models, query: URLSearchParams): WireModelPage {
  const all = router.models().map(({ id }) => id);
  const asked = Number(query.get('limit') ?? 20);
  const limit = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), LARGEST_PAGE) : 20;
  const after = query.get('after_id');
  const before = query.get('before_id');
  const rest = after === null ? all : all.slice(all.indexOf(after) + 1);
  const end = before === null ? rest.length : Math.max(0, rest.indexOf(before));
  const page = before === null ? rest.slice(0, limit) : rest.slice(Math.max(0, end - limit), end);
  return {
    data: page.map(toWire),
    has_more: before === null ? rest.length > limit : end > limit,
    first_id: page[0] ?? null,
    last_id: page.at(-1) ?? null,
  };
}

/** @throws SignalboxError MODEL_NOT_FOUND */
export function showAnthropicModel(router: Models, encodedId: string): WireModel {
  const id = decodeModelId(encodedId);
  if (router.models().some((model) => model.id === id)) return toWire(id);
  throw new SignalboxError('MODEL_NOT_FOUND', { model: id, param: 'model' });
}

function toWire(id: string): WireModel {
  return {
    type: 'model',
    id,
    display_name: id,
    created_at: CREATED,
    lifecycle: 'active',
    max_input_tokens: null,
    max_tokens: null,
    capabilities: null,
    deprecated_at: null,
    retires_at: null,
    line: null,
  };
}
