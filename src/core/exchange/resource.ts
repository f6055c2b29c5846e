import type { ResourceRecord, ScopeRecord } from '../store/span-record.ts';

const MAX_SERVICES = 256;
const DEFAULT_SERVICE = 'gateway';

const resources = new Map<string, ResourceRecord>();
let scope: ScopeRecord | null = null;

/**
 * The resource of a service's exchanges: the same object each time, so that it is interned once. The name comes from
 * a header, so their number is bounded.
 */
export function gatewayResource(service: string | null): ResourceRecord {
  const name = serviceName(service);
  const known = resources.get(name);
  if (known !== undefined) return known;
  if (resources.size >= MAX_SERVICES) resources.clear();
  const resource: ResourceRecord = {
    attributes: { 'service.name': name },
    droppedAttributes: 0,
    schemaUrl: '',
  };
  resources.set(name, resource);
  return resource;
}

/** Who calls, as its header says. */
export function serviceName(service: string | null): string {
  const given = service?.trim().slice(0, 200) ?? '';
  return given === '' ? DEFAULT_SERVICE : given;
}

export function gatewayScope(version: string): ScopeRecord {
  if (scope?.version !== version) {
    const schemaUrl = 'https://opentelemetry.io/schemas/1.41.1';
    scope = { name: 'signalbox.gateway', version, attributes: {}, droppedAttributes: 0, schemaUrl };
  }
  return scope;
}
