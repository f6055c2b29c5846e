import { z } from 'zod';
import { findingSchema } from '../../../../../shared/guard/index.ts';
import { ruleResultSchema } from '../../../../../shared/policy/index.ts';
import type { Span } from '../../../../../shared/trace.ts';

export const VERDICT_EVENTS: ReadonlySet<string> = new Set([
  'signalbox.guard',
  'signalbox.policy',
  'signalbox.similarity',
]);

const micros = z.coerce.number().nonnegative().catch(0);
const score = z.coerce.number().min(-1).max(1).nullable().catch(null);

/** Lists travel as JSON text; what cannot be read is none. */
function listIn<Item extends z.ZodType>(item: Item) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('no JSON');
        return z.NEVER;
      }
    })
    .pipe(z.array(item))
    .catch([]);
}

const guardSchema = z.object({
  'signalbox.guard': z.string(),
  'signalbox.guard.direction': z.string(),
  'signalbox.guard.outcome': z.string(),
  'signalbox.guard.score': score,
  'signalbox.guard.findings': listIn(findingSchema),
  'signalbox.guard.reason': z.string().catch(''),
  'signalbox.guard.micros': micros,
});

const policySchema = z.object({
  'signalbox.policy.set': z.string(),
  'signalbox.policy.name': z.string().catch(''),
  'signalbox.policy.version': z.coerce.number().int().catch(0),
  'signalbox.policy.mode': z.string().catch(''),
  'signalbox.policy.outcome': z.string(),
  'signalbox.policy.rules': listIn(ruleResultSchema),
  'signalbox.policy.micros': micros,
});

const similaritySchema = z.object({
  'signalbox.similarity.outcome': z.string(),
  'signalbox.similarity.reason': z.string().catch(''),
  'signalbox.similarity.recent': score,
  'signalbox.similarity.bad': score,
  'signalbox.similarity.good': score,
  'signalbox.similarity.contrast': z.boolean().catch(false),
  'signalbox.similarity.micros': micros,
});

/** What guards, the comparison with other prompts and policies recorded on a span: anyone may have sent it. */
export interface RecordedVerdicts {
  readonly guards: readonly RecordedGuard[];
  readonly policies: readonly RecordedPolicy[];
  readonly similarity: RecordedSimilarity | null;
}

export type RecordedGuard = ReturnType<typeof guardOf>;
export type RecordedPolicy = ReturnType<typeof policyOf>;
export type RecordedSimilarity = ReturnType<typeof similarityOf>;

export function verdictsOf({ events }: Pick<Span, 'events'>): RecordedVerdicts {
  const of = <Parsed>(name: string, schema: z.ZodType<Parsed>): Parsed[] =>
    events.flatMap((event) => {
      const parsed = event.name === name ? schema.safeParse(event.attributes) : undefined;
      return parsed?.success === true ? [parsed.data] : [];
    });
  const [similarity] = of('signalbox.similarity', similaritySchema);
  return {
    guards: of('signalbox.guard', guardSchema).map(guardOf),
    policies: of('signalbox.policy', policySchema).map(policyOf),
    similarity: similarity === undefined ? null : similarityOf(similarity),
  };
}

function guardOf(attributes: z.infer<typeof guardSchema>) {
  return {
    guard: attributes['signalbox.guard'],
    direction: attributes['signalbox.guard.direction'],
    outcome: attributes['signalbox.guard.outcome'],
    score: attributes['signalbox.guard.score'],
    findings: attributes['signalbox.guard.findings'],
    reason: attributes['signalbox.guard.reason'],
    micros: attributes['signalbox.guard.micros'],
  };
}

function policyOf(attributes: z.infer<typeof policySchema>) {
  return {
    setId: attributes['signalbox.policy.set'],
    name: attributes['signalbox.policy.name'],
    version: attributes['signalbox.policy.version'],
    mode: attributes['signalbox.policy.mode'],
    outcome: attributes['signalbox.policy.outcome'],
    rules: attributes['signalbox.policy.rules'],
    micros: attributes['signalbox.policy.micros'],
  };
}

function similarityOf(attributes: z.infer<typeof similaritySchema>) {
  return {
    outcome: attributes['signalbox.similarity.outcome'],
    reason: attributes['signalbox.similarity.reason'],
    recent: attributes['signalbox.similarity.recent'],
    bad: attributes['signalbox.similarity.bad'],
    good: attributes['signalbox.similarity.good'],
    contrast: attributes['signalbox.similarity.contrast'],
    micros: attributes['signalbox.similarity.micros'],
  };
}
