import type { PriceInfo } from '../../shared/prices.ts';
import type { CostBreakdown } from '../../shared/usage.ts';
import { CatalogueShelf } from './catalogue-shelf.ts';
import { compileCatalogue } from './load-catalogue.ts';
import type { PriceCatalogue, PricedCall } from './price-catalogue.ts';

export interface LivePricesOptions {
  dataDir: string;
  overridesPath?: string | undefined;
}

/** The prices in force: the same object for as long as the engine runs, whatever catalogue is imported meanwhile. */
export class LivePrices implements PriceCatalogue {
  readonly #overridesPath: string | undefined;
  readonly #shelf: CatalogueShelf;
  #catalogue: PriceCatalogue;
  /** Asked for at every look at the console, and to be had only by reading the files. */
  #info: PriceInfo | null = null;

  /** @throws SignalboxError CONFIG_INVALID */
  constructor({ dataDir, overridesPath }: LivePricesOptions) {
    this.#overridesPath = overridesPath;
    this.#shelf = new CatalogueShelf(dataDir);
    this.#catalogue = compileCatalogue(this.#shelf.current().file, overridesPath);
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
    return (this.#info ??= this.#describe());
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

  #describe(): PriceInfo {
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

  #reload(): PriceInfo {
    this.#catalogue = compileCatalogue(this.#shelf.current().file, this.#overridesPath);
    this.#info = null;
    return this.describe();
  }
}
