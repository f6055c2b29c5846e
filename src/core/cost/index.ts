export { LivePrices } from './live-prices.ts';
export { loadCatalogue } from './load-catalogue.ts';
export type { PriceCatalogue } from './price-catalogue.ts';
export { SpendToday } from './spend-today.ts';
