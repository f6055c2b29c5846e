import type { Random } from './random.ts';
import { keywords } from './subject.ts';

type Schema = Record<string, unknown>;

const MAX_DEPTH = 8;

/**
 * A value that conforms to a JSON Schema, made of words of the prompt where they fit. Knows what tools use: types,
 * enum, const, default, properties, required, items, bounds, common formats, anyOf, oneOf, allOf and local $ref.
 */
export function schemaValue(schema: unknown, prompt: string, random: Random): unknown {
  return new SchemaWriter(asSchema(schema) ?? {}, prompt, random).write(schema, 'value', 0);
}

class SchemaWriter {
  readonly #root: Schema;
  readonly #prompt: string;
  readonly #words: readonly string[];
  readonly #random: Random;

  constructor(root: Schema, prompt: string, random: Random) {
    this.#root = root;
    this.#prompt = prompt;
    this.#words = keywords(prompt);
    this.#random = random;
  }

  write(given: unknown, name: string, depth: number): unknown {
    const schema = this.#resolve(given);
    if ('const' in schema) return schema.const;
    const options = schema.enum;
    if (Array.isArray(options) && options.length > 0) return this.#choose(options);
    const alternatives = schema.anyOf ?? schema.oneOf;
    if (Array.isArray(alternatives) && alternatives.length > 0)
      return this.write(alternatives[0], name, depth + 1);
    switch (typeOf(schema)) {
      case 'object':
        return this.#object(schema, depth);
      case 'array':
        return this.#array(schema, name, depth);
      case 'integer':
      case 'number':
        return this.#number(schema);
      case 'boolean':
        return this.#random.next() < 0.5;
      case 'null':
        return null;
      default:
        return this.#string(schema, name);
    }
  }

  #resolve(given: unknown): Schema {
    let schema = asSchema(given) ?? {};
    for (let hops = 0; typeof schema.$ref === 'string' && hops < MAX_DEPTH; hops++) {
      schema = this.#lookUp(schema.$ref);
    }
    const all = schema.allOf;
    if (!Array.isArray(all)) return schema;
    return all.map((part) => this.#resolve(part)).reduce(mergeObjects, schema);
  }

  #lookUp(reference: string): Schema {
    const path = reference.replace(/^#\/?/, '').split('/').filter(Boolean);
    let at: Schema = this.#root;
    for (const key of path) at = asSchema(at[key.replaceAll('~1', '/').replaceAll('~0', '~')]) ?? {};
    return at;
  }

  #choose(options: readonly unknown[]): unknown {
    const asked = options.find(
      (option) => typeof option === 'string' && this.#words.includes(option.toLowerCase()),
    );
    return asked ?? this.#random.pick(options);
  }

  #object(schema: Schema, depth: number): Schema {
    const properties = asSchema(schema.properties) ?? {};
    const required = Array.isArray(schema.required) ? (schema.required as unknown[]) : [];
    const value: Schema = {};
    for (const [name, property] of Object.entries(properties)) {
      const wanted = required.includes(name) || (depth < 2 && this.#random.next() < 0.5);
      if (wanted && depth < MAX_DEPTH) value[name] = this.write(property, name, depth + 1);
    }
    return value;
  }

  #array(schema: Schema, name: string, depth: number): unknown[] {
    if (depth >= MAX_DEPTH) return [];
    const least = asNumber(schema.minItems) ?? 1;
    const most = Math.max(least, Math.min(asNumber(schema.maxItems) ?? 3, least + 2));
    const count = this.#random.between(least, most);
    return Array.from({ length: count }, () => this.write(schema.items, name, depth + 1));
  }

  #number(schema: Schema): number {
    const step = asNumber(schema.multipleOf) ?? 1;
    const above = asNumber(schema.exclusiveMinimum);
    const below = asNumber(schema.exclusiveMaximum);
    const low = asNumber(schema.minimum) ?? (above === null ? null : above + step);
    const high = asNumber(schema.maximum) ?? (below === null ? null : below - step);
    const from = Math.ceil((low ?? Math.min(1, high ?? 1)) / step);
    const to = Math.max(from, Math.floor((high ?? from * step + 20 * step) / step));
    return this.#random.between(from, to) * step;
  }

  #string(schema: Schema, name: string): string {
    const text = formatted(schema.format, this.#random) ?? this.#named(name);
    const most = asNumber(schema.maxLength) ?? text.length;
    const least = asNumber(schema.minLength) ?? 0;
    return text.slice(0, most).padEnd(least, 'x');
  }

  #named(name: string): string {
    const key = name.toLowerCase();
    const proper = /\b(?:in|for|at|to|from)\s+((?:\p{Lu}[\p{L}'-]+\s?){1,3})/u
      .exec(this.#prompt)?.[1]
      ?.trim();
    if (/city|location|place|country|destination/.test(key)) return proper ?? 'Lisbon';
    if (/query|question|search|text|prompt|message/.test(key)) {
      return this.#words.slice(0, 6).join(' ') || 'latest status';
    }
    const id = /\b[A-Z]{0,4}-?\d{3,}\b/.exec(this.#prompt)?.[0];
    if (/id$|number|order|ticket|account/.test(key)) return id ?? `A-${this.#random.between(1000, 9999)}`;
    if (/date|day/.test(key)) return '2026-03-14';
    if (key.includes('email')) return 'ada@example.com';
    if (/name|customer|user/.test(key)) return 'Ada Lovelace';
    if (key.includes('unit')) return 'celsius';
    return this.#words.length > 0 ? this.#random.pick(this.#words) : 'example';
  }
}

function formatted(format: unknown, random: Random): string | null {
  const day = String(random.between(10, 28));
  switch (format) {
    case 'date':
      return `2026-03-${day}`;
    case 'date-time':
      return `2026-03-${day}T09:00:00Z`;
    case 'time':
      return '09:00:00Z';
    case 'email':
      return 'ada@example.com';
    case 'uri':
      return 'https://example.com/';
    case 'uuid':
      return '7b0d6f0e-3c1f-4a55-9a39-0f4c8d1e2b6a';
    default:
      return null;
  }
}

function typeOf(schema: Schema): string {
  const type = schema.type;
  if (typeof type === 'string') return type;
  if (Array.isArray(type)) return String(type.find((option) => option !== 'null') ?? 'null');
  if ('properties' in schema) return 'object';
  return 'items' in schema ? 'array' : 'string';
}

function mergeObjects(into: Schema, part: Schema): Schema {
  const required = [into.required, part.required].flatMap((list) =>
    Array.isArray(list) ? (list as unknown[]) : [],
  );
  const properties = { ...asSchema(into.properties), ...asSchema(part.properties) };
  return { ...into, ...part, properties, required };
}

function asSchema(value: unknown): Schema | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : null;
}

function asNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
