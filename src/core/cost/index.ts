export { loadCatalogue } from './load-catalogue.ts';
export type { PriceCatalogue, PricedCall } from './price-catalogue.ts';
