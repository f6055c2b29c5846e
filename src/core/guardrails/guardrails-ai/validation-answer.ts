import { z } from 'zod';

/** What a Guardrails AI server made of a text. */
export interface GuardrailsAiVerdict {
  readonly passed: boolean;
  /** What the server would have instead of the text (`on_fail: fix`); null: nothing else. */
  readonly replacement: string | null;
  /** Which validators failed, and at how many places. Their reasons quote the text and are left out. */
  readonly failures: readonly { readonly validator: string; readonly places: number }[];
}

/** The part that is read of a 200; the server writes camel case, though it reads snake case (guardrails-api 0.4). */
const answerSchema = z.object({
  validationPassed: z.boolean(),
  validatedOutput: z.unknown(),
  validationSummaries: z
    .array(
      z.object({
        validatorName: z.string().nullish(),
        validatorStatus: z.string().nullish(),
        errorSpans: z.array(z.object({ start: z.number(), end: z.number() })).nullish(),
      }),
    )
    .nullish(),
});

const MAX_FAILURES = 50;

/** Null: it is not such an answer. */
export function readVerdict(body: unknown, text: string): GuardrailsAiVerdict | null {
  const { success, data } = answerSchema.safeParse(body);
  if (!success) return null;
  const places = new Map<string, number>();
  for (const { validatorName, validatorStatus, errorSpans } of data.validationSummaries ?? []) {
    if (validatorStatus === 'pass') continue;
    const name = validatorLabel(validatorName);
    if (places.size < MAX_FAILURES || places.has(name)) {
      places.set(name, (places.get(name) ?? 0) + Math.max(1, errorSpans?.length ?? 0));
    }
  }
  const { validatedOutput: output } = data;
  return {
    passed: data.validationPassed,
    replacement: typeof output === 'string' && output !== text ? output : null,
    failures: [...places].map(([validator, count]) => ({ validator, places: count })),
  };
}

/** A guard whose validators fail by exception answers 400 with what failed as `detail`. */
export function isValidationException(status: number, body: unknown): boolean {
  return status === 400 && z.object({ detail: z.string() }).safeParse(body).success;
}

/** Whose names are recorded must look like one: the server is not ours. */
function validatorLabel(name: string | null | undefined): string {
  const label = (name ?? '').replace(/[^\w.:/-]/g, '_').slice(0, 64);
  return label === '' ? 'validator' : label;
}
