import type { AlertingRule } from '../../../shared/alert/index.ts';
import type { VectorSample } from '../../../shared/metrics.ts';
import { expandTemplate, TemplateDataError, type AskQuery, type TemplateSample } from '../template/index.ts';

/** Queries that the templates of a rule may ask at an evaluation, */
const MAX_QUERIES = 100;
/** and how often an answer may lead to the next. */
const MAX_ROUNDS = 5;

/**
 * Asks what the templates of a rule want to know of its alerts, so that they can be expanded without waiting. They are
 * expanded to find out what that is, again after each round of answers, because one query may depend on another's.
 * @param ask throws what an expression that fails answers; the text then says why
 */
export async function answerTemplates(
  rule: AlertingRule,
  samples: readonly VectorSample[],
  ask: (expr: string) => Promise<readonly VectorSample[]>,
): Promise<AskQuery | undefined> {
  const texts = [...Object.values(rule.labels), ...Object.values(rule.annotations)].filter((text) =>
    text.includes('query'),
  );
  if (texts.length === 0) return undefined;
  const answers = new Map<string, readonly TemplateSample[] | Error>();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const unknown = unknownQueries(texts, samples, answers);
    if (unknown.length === 0) break;
    const asked = unknown.slice(0, MAX_QUERIES - answers.size);
    const answered = await Promise.all(asked.map((expr) => answerOf(expr, ask)));
    asked.forEach((expr, index) => answers.set(expr, answered[index] ?? []));
  }
  return (expr) =>
    known(answers.get(expr) ?? new TemplateDataError('the templates of the rule ask too much'));
}

/** What the texts ask that is not answered yet. */
function unknownQueries(
  texts: readonly string[],
  samples: readonly VectorSample[],
  answers: ReadonlyMap<string, readonly TemplateSample[] | Error>,
): string[] {
  const unknown = new Set<string>();
  const query: AskQuery = (expr) => {
    const answer = answers.get(expr);
    if (answer === undefined) unknown.add(expr);
    return known(answer ?? new TemplateDataError('not answered yet'));
  };
  for (const { labels, value } of samples)
    for (const text of texts) expandTemplate(text, { labels, value, query });
  return [...unknown];
}

async function answerOf(
  expr: string,
  ask: (expr: string) => Promise<readonly VectorSample[]>,
): Promise<readonly TemplateSample[] | Error> {
  try {
    const samples = await ask(expr);
    return samples.map(({ labels, value }) => ({ labels: new Map(Object.entries(labels)), value }));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function known(answer: readonly TemplateSample[] | Error): readonly TemplateSample[] {
  if (answer instanceof Error) throw answer;
  return answer;
}
