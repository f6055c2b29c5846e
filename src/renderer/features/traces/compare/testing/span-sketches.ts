import type { ComparedSpans } from '../compared-spans.ts';

interface Figures {
  readonly ms?: number;
  readonly cost?: number;
  readonly isError?: boolean;
}

/** A root by its name, or: id of the parent ('' for none), name, own id (the name unless given), model, figures. */
export type SpanSketch = string | readonly [string, string, string?, (string | null)?, Figures?];

/** A trace as a test writes it down. Self times are durations less those of children. */
export function spansOf(sketches: readonly SpanSketch[]): ComparedSpans {
  const whole = sketches.map((sketch) => {
    const [above, name, id = name, model = null, figures = {}] =
      typeof sketch === 'string' ? ['', sketch] : sketch;
    return { above, name, id, model, figures };
  });
  const rowOf = new Map(whole.map(({ id }, row) => [id, row] as const).reverse());
  const parent = Int32Array.from(whole, ({ above }) => (above === '' ? -1 : (rowOf.get(above) ?? -1)));
  const durationMicros = Float64Array.from(whole, ({ figures }) => (figures.ms ?? 0) * 1000);
  const selfMicros = durationMicros.slice();
  parent.forEach((above, row) => {
    if (above !== -1) selfMicros[above] = (selfMicros[above] ?? 0) - (durationMicros[row] ?? 0);
  });
  return {
    count: whole.length,
    parent,
    name: whole.map(({ name }) => name),
    service: whole.map(() => 'shop'),
    kind: whole.map(() => 1),
    operation: whole.map(({ model }) => (model === null ? null : 'chat')),
    model: whole.map(({ model }) => model),
    isError: whole.map(({ figures }) => figures.isError === true),
    durationMicros,
    selfMicros,
    tokens: whole.map(() => null),
    costNanos: whole.map(({ figures }) => (figures.cost === undefined ? null : BigInt(figures.cost))),
  };
}
