export { ServiceMapPage } from './service-map-page.tsx';
export { serviceMapSearchSchema } from './service-map-search.ts';
