import { SignalboxError } from '../../../shared/errors.ts';

export const MAX_SCHEMA_CHARACTERS = 128 * 1024;
/** Compiling takes about a quarter of a millisecond each, a pattern as much again; it is done once. */
export const MAX_SUBSCHEMAS = 500;
export const MAX_PATTERNS = 100;
export const MAX_SCHEMA_DEPTH = 64;
export const MAX_PATTERN_LENGTH = 1_000;

/** Counts the work at each subschema; its value is what the subschema itself costs. See `work-budget.ts`. */
export const WORK_KEYWORD = 'x-signalbox-work';

/** Keywords whose value is a schema, a list of schemas, or either. */
const SCHEMAS = new Set([
  'additionalItems',
  'additionalProperties',
  'allOf',
  'anyOf',
  'contains',
  'else',
  'if',
  'items',
  'not',
  'oneOf',
  'prefixItems',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]);
/** Keywords whose value has a schema by name; `dependencies` of draft 07 may have lists of names instead. */
const SCHEMAS_BY_NAME = new Set([
  '$defs',
  'definitions',
  'dependencies',
  'dependentSchemas',
  'patternProperties',
  'properties',
]);
/** Keywords that are kept as they are. All others, such as titles and defaults, say nothing about validity. */
const PLAIN = new Set([
  '$anchor',
  '$dynamicAnchor',
  '$dynamicRef',
  '$ref',
  'const',
  'dependentRequired',
  'enum',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'maxContains',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minContains',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
  'nullable',
  'pattern',
  'required',
  'type',
  'uniqueItems',
]);

const DRAFT = /^https?:\/\/json-schema\.org\/(?:draft\/)?(draft-07|2020-12)\/schema#?$/;

export type JsonSchema = boolean | Record<string, unknown>;

export interface PreparedSchema {
  readonly draft: '07' | '2020-12';
  /** A copy with what decides validity, and with the work of each subschema. */
  readonly schema: JsonSchema;
}

/**
 * Bounds a schema before any of it is compiled: its size and depth, patterns, and references, which must lead to one of
 * its own subschemas.
 * @throws SignalboxError JSON_SCHEMA_REFUSED
 */
export function prepareSchema(schema: unknown): PreparedSchema {
  if (JSON.stringify(schema)?.length > MAX_SCHEMA_CHARACTERS) {
    throw refused(`it is longer than ${MAX_SCHEMA_CHARACTERS} characters`);
  }
  const draft = draftOf(schema);
  const walk = new SchemaWalk();
  const prepared = walk.copy(schema, '#', 0);
  walk.checkReferences();
  return { draft, schema: prepared };
}

export function refused(reason: string): SignalboxError {
  return new SignalboxError('JSON_SCHEMA_REFUSED', { reason });
}

function draftOf(schema: unknown): PreparedSchema['draft'] {
  const named = isObject(schema) ? schema.$schema : undefined;
  if (named === undefined) return '2020-12';
  const [, draft] = typeof named === 'string' ? (DRAFT.exec(named) ?? []) : [];
  if (draft === undefined) throw refused('its $schema is neither draft 2020-12 nor draft 07');
  return draft === 'draft-07' ? '07' : '2020-12';
}

class SchemaWalk {
  readonly #places = new Set<string>();
  readonly #references = new Set<string>();
  #patterns = 0;

  copy(schema: unknown, place: string, depth: number): JsonSchema {
    if (depth > MAX_SCHEMA_DEPTH) throw refused(`it is nested deeper than ${MAX_SCHEMA_DEPTH} levels`);
    this.#places.add(place);
    if (this.#places.size > MAX_SUBSCHEMAS) throw refused(`it has more than ${MAX_SUBSCHEMAS} subschemas`);
    if (typeof schema === 'boolean') return schema;
    if (!isObject(schema)) throw refused(`${place} is not a schema`);
    if (schema.$async !== undefined) throw refused('$async is not allowed');
    if (schema.$id !== undefined && depth > 0) throw refused('a $id is allowed only at its root');
    const copy: [string, unknown][] = [];
    for (const [keyword, value] of Object.entries(schema)) {
      const at = `${place}/${escaped(keyword)}`;
      if (SCHEMAS.has(keyword)) copy.push([keyword, this.#schemas(value, at, depth)]);
      else if (SCHEMAS_BY_NAME.has(keyword)) copy.push([keyword, this.#byName(keyword, value, at, depth)]);
      else if (PLAIN.has(keyword)) copy.push([keyword, this.#plain(keyword, value)]);
    }
    copy.push([WORK_KEYWORD, ownWork(schema)]);
    return Object.fromEntries(copy);
  }

  /** References must lead to a subschema that was walked: any other part of it is not bounded. */
  checkReferences(): void {
    for (const reference of this.#references) {
      if (!reference.startsWith('#')) throw refused(`$ref leads out of it: ${reference.slice(0, 100)}`);
      const pointed = reference === '#' || reference.startsWith('#/');
      if (pointed && !this.#places.has(pointer(reference))) {
        throw refused(`$ref leads to no schema in it: ${reference.slice(0, 100)}`);
      }
    }
  }

  #schemas(value: unknown, at: string, depth: number): unknown {
    if (!Array.isArray(value)) return this.copy(value, at, depth + 1);
    return value.map((schema, index) => this.copy(schema, `${at}/${index}`, depth + 1));
  }

  #byName(keyword: string, value: unknown, at: string, depth: number): unknown {
    if (!isObject(value)) throw refused(`${keyword} is not an object`);
    return Object.fromEntries(
      Object.entries(value).map(([name, schema]) => {
        if (keyword === 'patternProperties') this.#checkPattern(name);
        if (keyword === 'dependencies' && Array.isArray(schema)) return [name, schema];
        return [name, this.copy(schema, `${at}/${escaped(name)}`, depth + 1)];
      }),
    );
  }

  #plain(keyword: string, value: unknown): unknown {
    if (keyword === 'pattern') this.#checkPattern(value);
    if (keyword === '$ref' || keyword === '$dynamicRef') this.#references.add(String(value));
    return value;
  }

  #checkPattern(pattern: unknown): void {
    this.#patterns += 1;
    if (this.#patterns > MAX_PATTERNS) throw refused(`it has more than ${MAX_PATTERNS} patterns`);
    if (typeof pattern === 'string' && pattern.length <= MAX_PATTERN_LENGTH) return;
    throw refused(`a pattern is longer than ${MAX_PATTERN_LENGTH} characters, or no text`);
  }
}

/** What is tried, compared or asked for at this place, whatever the answer. */
function ownWork(schema: Record<string, unknown>): number {
  const lists = [schema.required, schema.allOf, schema.anyOf, schema.oneOf];
  const entries = lists.reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0);
  const compared = [schema.enum, schema.const, schema.dependentRequired, schema.dependencies];
  const characters = compared.reduce<number>((sum, part) => sum + (JSON.stringify(part)?.length ?? 0), 0);
  return 1 + entries + Math.ceil(characters / 16);
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function pointer(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
