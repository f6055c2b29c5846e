import type { CatalogueFile } from './catalogue-file.ts';
import { compileMatchRule, type Matcher } from './match-rule.ts';
import { compilePrices, type ModelPrices } from './model-prices.ts';
import { FIRST_PARTY_VENDORS, PROVIDER_ALIASES } from './provider-names.ts';

/** A model of the catalogue with its prices. */
export interface FoundModel {
  /** "provider/model" as the catalogue names them. */
  readonly name: string;
  readonly prices: ModelPrices;
  /** Of a price of the user's own: the day it was agreed, and what counts when it is not in force. */
  readonly agreed?: string;
  readonly otherwise?: FoundModel | null;
}

interface CompiledProvider {
  readonly id: string;
  readonly matches: Matcher | null;
  readonly matchesModel: Matcher | null;
  readonly fallback: readonly string[];
  readonly byId: ReadonlyMap<string, FoundModel>;
  readonly models: readonly { readonly matches: Matcher; readonly model: FoundModel }[];
}

/** Longer names are no model's; they are not worth the matching. */
const LONGEST_NAME = 256;

/** Finds the model that a call means. Names may be in any case. */
export class ModelFinder {
  readonly #providers: readonly CompiledProvider[];
  readonly #byId: ReadonlyMap<string, CompiledProvider>;

  constructor(providers: CatalogueFile['providers']) {
    this.#providers = providers.map(compileProvider);
    this.#byId = new Map(this.#providers.map((provider) => [provider.id, provider]));
  }

  /** Every model, once. */
  models(): FoundModel[] {
    return this.#providers.flatMap((provider) => [...provider.byId.values()]);
  }

  /** By the exact "provider/model" of the catalogue; the model may also be one of its matching names. */
  findExactly(name: string): FoundModel | null {
    const slash = name.indexOf('/');
    const provider = this.#byId.get(name.slice(0, Math.max(slash, 0)).toLowerCase());
    return provider === undefined ? null : this.#findIn(provider, name.slice(slash + 1).toLowerCase());
  }

  find(providerName: string | null, modelName: string): FoundModel | null {
    const model = modelName.trim().toLowerCase();
    if (model.length > LONGEST_NAME || (providerName?.length ?? 0) > LONGEST_NAME) return null;
    const provider = this.#resolve(providerName?.trim().toLowerCase() ?? '');
    if (provider === null) return null;
    if (provider !== undefined) return this.#findIn(provider, model);
    return this.findExactly(model) ?? this.#findAtVendor(model);
  }

  /** Undefined: not a name that the catalogue knows. Null: known, but without prices. */
  #resolve(name: string): CompiledProvider | null | undefined {
    if (name === '') return undefined;
    const alias = PROVIDER_ALIASES.get(name);
    if (alias === null) return null;
    return this.#byId.get(alias ?? name) ?? this.#providers.find((provider) => provider.matches?.(name));
  }

  #findAtVendor(model: string): FoundModel | null {
    for (const id of FIRST_PARTY_VENDORS) {
      const vendor = this.#byId.get(id);
      if (vendor?.matchesModel?.(model) === true) return this.#findIn(vendor, model);
    }
    return null;
  }

  #findIn(provider: CompiledProvider, model: string): FoundModel | null {
    const found = this.#findSpelling(provider, model);
    if (found !== null) return found;
    const dashed = withDashedDate(model);
    return dashed === model ? null : this.#findSpelling(provider, dashed);
  }

  #findSpelling(provider: CompiledProvider, model: string): FoundModel | null {
    const own = provider.byId.get(model) ?? provider.models.find(({ matches }) => matches(model))?.model;
    if (own !== undefined) return own;
    for (const id of provider.fallback) {
      const maker = this.#byId.get(id);
      const found = maker === undefined ? null : this.#findSpelling(maker, model);
      if (found !== null) return found;
    }
    return null;
  }
}

/** Resellers write snapshots as 20250514 where the maker writes 2025-05-14. */
function withDashedDate(model: string): string {
  return model.replace(/-(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=-|:|$)/g, '-$1-$2-$3');
}

function compileProvider(provider: CatalogueFile['providers'][number]): CompiledProvider {
  const models = provider.models.map(({ id, match, prices }) => ({
    id,
    matches: compileMatchRule(match),
    model: { name: `${provider.id}/${id}`, prices: compilePrices(prices) },
  }));
  return {
    id: provider.id,
    matches: provider.match === undefined ? null : compileMatchRule(provider.match),
    matchesModel: provider.modelMatch === undefined ? null : compileMatchRule(provider.modelMatch),
    fallback: provider.fallback ?? [],
    byId: new Map(models.map(({ id, model }) => [id.toLowerCase(), model])),
    models,
  };
}
