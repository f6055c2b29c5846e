import type { CostBreakdown } from '../../shared/usage.ts';
import type { CatalogueFile } from './catalogue-file.ts';
import { CatalogueShelf } from './catalogue-shelf.ts';
import { ModelFinder, type FoundModel } from './model-finder.ts';
import { costOf, isInForceAt, isPriced } from './model-prices.ts';
import { NO_OVERRIDES, readPriceOverrides, type PriceOverrides } from './price-overrides.ts';
import type { PriceCatalogue, PricedCall } from './price-catalogue.ts';
import { serviceTierOf, STANDARD_TIER } from './service-tier.ts';

/** Names come from callers, so what is remembered of them is bounded. */
const REMEMBERED_NAMES = 10_000;

/**
 * Reads the catalogue in force, the bundled one or one imported into `dataDir`, and the user's own prices over it. Takes
 * some tens of milliseconds; keep the result.
 * @throws SignalboxError CONFIG_INVALID when the user's file is not as docs/reference/prices.md says
 */
export function loadCatalogue(overridesPath?: string, dataDir: string | null = null): PriceCatalogue {
  return compileCatalogue(new CatalogueShelf(dataDir).current().file, overridesPath);
}

/** The same of a file that has been read. @throws SignalboxError CONFIG_INVALID for the user's own prices */
export function compileCatalogue(file: CatalogueFile, overridesPath: string | undefined): PriceCatalogue {
  const overrides = overridesPath === undefined ? NO_OVERRIDES : readPriceOverrides(overridesPath);
  return new LoadedCatalogue(file.source, file.date, new ModelFinder(file.providers), overrides);
}

class LoadedCatalogue implements PriceCatalogue {
  readonly source: string;
  readonly date: string;
  readonly modelCount: number;
  readonly overrides: PriceCatalogue['overrides'];
  readonly #finder: ModelFinder;
  readonly #overrides: PriceOverrides;
  /** By provider, then model: what was found, so that rules are matched once a name. */
  readonly #found = new Map<string | null, Map<string, FoundModel | null>>();
  readonly #foundExactly = new Map<string, FoundModel | null>();
  #remembered = 0;

  constructor(source: string, date: string, finder: ModelFinder, overrides: PriceOverrides) {
    this.source = source;
    this.date = date;
    this.#finder = finder;
    this.#overrides = overrides;
    const own = [...overrides.models.values()].map(({ name }) => name);
    this.overrides = own.length === 0 ? null : { date: overrides.date, models: own };
    const priced = finder.models().filter(({ prices }) => isPriced(prices));
    this.modelCount = new Set([...priced.map(({ name }) => name), ...overrides.models.keys()]).size;
  }

  price({ provider, model, usage, atUnixNano, priceAs, serviceTier }: PricedCall): CostBreakdown | null {
    const known = priceAs == null ? this.#find(provider, model) : this.#findExactly(priceAs);
    const found = known === null || isInForceAt(known.prices, atUnixNano) ? known : (known.otherwise ?? null);
    if (found === null) return null;
    const tier = serviceTierOf(serviceTier);
    const cost = costOf(found.prices, { usage, atUnixNano, serviceTier: tier });
    if (cost === null) return null;
    const total = cost.input + cost.cacheRead + cost.cacheWrite + cost.output + cost.reasoning;
    return {
      input: cost.input.toString(),
      cacheRead: cost.cacheRead.toString(),
      cacheWrite: cost.cacheWrite.toString(),
      output: cost.output.toString(),
      reasoning: cost.reasoning.toString(),
      total: total.toString(),
      price: found.name,
      ...(tier !== STANDARD_TIER && { serviceTier: tier }),
      catalogueDate: found.agreed ?? this.date,
    };
  }

  #find(provider: string | null, model: string): FoundModel | null {
    let models = this.#found.get(provider);
    const known = models?.get(model);
    if (known !== undefined) return known;
    this.#forgetWhenFull();
    models = this.#found.get(provider) ?? new Map<string, FoundModel | null>();
    const listed = this.#finder.find(provider, model);
    const found = this.#overridden(`${provider ?? ''}/${model}`, listed);
    this.#found.set(provider, models.set(model, found));
    return found;
  }

  #findExactly(name: string): FoundModel | null {
    const known = this.#foundExactly.get(name);
    if (known !== undefined) return known;
    this.#forgetWhenFull();
    const found = this.#overridden(name, this.#finder.findExactly(name));
    this.#foundExactly.set(name, found);
    return found;
  }

  /** The user's own price for the call's own name, or else for the catalogue's name of the model. */
  #overridden(name: string, listed: FoundModel | null): FoundModel | null {
    const { models } = this.#overrides;
    const own = models.get(name.toLowerCase()) ?? models.get(listed?.name.toLowerCase() ?? '');
    return own === undefined ? listed : { ...own, otherwise: listed };
  }

  #forgetWhenFull(): void {
    this.#remembered += 1;
    if (this.#remembered <= REMEMBERED_NAMES) return;
    this.#found.clear();
    this.#foundExactly.clear();
    this.#remembered = 1;
  }
}
