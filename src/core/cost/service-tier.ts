export const STANDARD_TIER = 'standard';

/** Names under which vendors bill their list price; `auto` is what a caller asks for, never what was served. */
const STANDARD_NAMES: ReadonlySet<string> = new Set([
  '',
  'auto',
  'default',
  'standard',
  'standard_only',
  'on_demand',
  'service_tier_unspecified',
  'traffic_type_unspecified',
  'unspecified',
]);

/** The service tier that a vendor names, as the catalogue names it; what nobody says is the standard one. */
export function serviceTierOf(stated: string | null | undefined): string {
  const name = (stated ?? '').toLowerCase();
  return STANDARD_NAMES.has(name) ? STANDARD_TIER : name;
}
