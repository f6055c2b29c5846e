import { simulatedModelSchema, type SimulatedModel, type Simulation } from '../../../shared/provider.ts';

/** The editable numbers of a simulated model, as typed. Shares are in percent. */
export interface ModelDraft {
  readonly model: string;
  readonly priceAs: string | null;
  readonly latencyMs: string;
  readonly tokensPerSecond: string;
  readonly errorPercent: string;
  readonly errorStatus: SimulatedModel['errorStatus'];
  readonly streamFault: SimulatedModel['streamFault'];
  readonly streamFaultPercent: string;
}

export type NumberField = 'latencyMs' | 'tokensPerSecond' | 'errorPercent' | 'streamFaultPercent';

export function toDrafts(simulation: Simulation): ModelDraft[] {
  return simulation.models.map((model) => ({
    model: model.model,
    priceAs: model.priceAs,
    latencyMs: String(model.latencyMs),
    tokensPerSecond: String(model.tokensPerSecond),
    errorPercent: percentText(model.errorRate),
    errorStatus: model.errorStatus,
    streamFault: model.streamFault,
    streamFaultPercent: percentText(model.streamFaultRate),
  }));
}

/** The model that the draft describes, or which of its fields are wrong. */
export function readDraft(draft: ModelDraft): {
  readonly model: SimulatedModel | null;
  readonly wrong: ReadonlySet<NumberField>;
} {
  const parsed = simulatedModelSchema.safeParse({
    model: draft.model,
    priceAs: draft.priceAs,
    latencyMs: numberOf(draft.latencyMs),
    tokensPerSecond: numberOf(draft.tokensPerSecond),
    errorRate: shareOf(draft.errorPercent),
    errorStatus: draft.errorStatus,
    streamFaultRate: shareOf(draft.streamFaultPercent),
    streamFault: draft.streamFault,
  });
  if (parsed.success) return { model: parsed.data, wrong: new Set() };
  const paths = parsed.error.issues.map((issue) => String(issue.path[0]));
  return { model: null, wrong: new Set(paths.flatMap((path) => FIELD_OF[path] ?? [])) };
}

const FIELD_OF: Readonly<Record<string, NumberField>> = {
  latencyMs: 'latencyMs',
  tokensPerSecond: 'tokensPerSecond',
  errorRate: 'errorPercent',
  streamFaultRate: 'streamFaultPercent',
};

function numberOf(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}

function shareOf(percent: string): number {
  return fourDecimals(numberOf(percent) / 100);
}

function percentText(share: number): string {
  return String(fourDecimals(share * 100));
}

/** 0.07 * 100 is 7.000000000000001: people typed 7. */
function fourDecimals(value: number): number {
  return Number(value.toFixed(4));
}
