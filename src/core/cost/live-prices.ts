import type { PriceInfo } from '../../shared/prices.ts';
import type { CostBreakdown } from '../../shared/usage.ts';
import { CatalogueShelf } from './catalogue-shelf.ts';
import { loadCatalogue } from './load-catalogue.ts';
import type { PriceCatalogue, PricedCall } from './price-catalogue.ts';

export interface LivePricesOptions {
  dataDir: string;
  overridesPath?: string | undefined;
}

/** The prices in force: the same object for as long as the engine runs, whatever catalogue is imported meanwhile. */
export class LivePrices implements PriceCatalogue {
  readonly #options: LivePricesOptions;
  readonly #shelf: CatalogueShelf;
  #catalogue: PriceCatalogue;

  /** @throws SignalboxError CONFIG_INVALID */
  constructor(options: LivePricesOptions) {
    this.#options = options;
    this.#shelf = new CatalogueShelf(options.dataDir);
    this.#catalogue = loadCatalogue(options.overridesPath, options.dataDir);
  }

  get source(): string {
    return this.#catalogue.source;
  }

  get date(): string {
    return this.#catalogue.date;
  }

  get modelCount(): number {
    return this.#catalogue.modelCount;
  }

  get overrides(): PriceCatalogue['overrides'] {
    return this.#catalogue.overrides;
  }

  price(call: PricedCall): CostBreakdown | null {
    return this.#catalogue.price(call);
  }

  describe(): PriceInfo {
    const { source, date, modelCount, overrides } = this;
    const { importedAt } = this.#shelf.current();
    const previous = this.#shelf.previous();
    return {
      source,
      date,
      models: modelCount,
      origin: importedAt === null ? 'bundled' : 'imported',
      importedAt: importedAt?.toISOString() ?? null,
      previous: previous === null ? null : { source: previous.source, date: previous.date },
      overrides: overrides === null ? null : { date: overrides.date, models: [...overrides.models] },
    };
  }

  /** Takes a newer catalogue into use, at once and over restarts. @throws SignalboxError BODY_INVALID */
  import(text: string): PriceInfo {
    this.#shelf.add(text);
    return this.#reload();
  }

  /** Goes back to the catalogue before the last import. @throws SignalboxError BODY_INVALID */
  back(): PriceInfo {
    this.#shelf.back();
    return this.#reload();
  }

  #reload(): PriceInfo {
    this.#catalogue = loadCatalogue(this.#options.overridesPath, this.#options.dataDir);
    return this.describe();
  }
}
