import { describe, expect, it } from 'vitest';
import { alertingRuleSchema, type AlertingRule } from '../../../shared/alert/index.ts';
import type { VectorSample } from '../../../shared/metrics.ts';
import { advanceAlerts } from './advance-alerts.ts';
import { answerTemplates } from './answer-templates.ts';

const SAMPLES: VectorSample[] = ['a', 'b'].map((model, index) => ({
  labels: { __name__: 'x', model },
  atMs: 0,
  value: index + 1,
}));

const ruleOf = (text: string): AlertingRule =>
  alertingRuleSchema.parse({ kind: 'alert', name: 'A', expr: 'x', annotations: { text } });

/** The texts of the alerts, and what was asked for them. */
async function expanded(text: string, answers: Record<string, VectorSample[]>) {
  const asked: string[] = [];
  const rule = ruleOf(text);
  const query = await answerTemplates(rule, SAMPLES, (expr) => {
    asked.push(expr);
    const answer = answers[expr];
    return answer === undefined ? Promise.reject(new Error(`no ${expr}`)) : Promise.resolve(answer);
  });
  const { alerts } = advanceAlerts(new Map(), SAMPLES, rule, 0, query);
  return { asked, texts: [...alerts.values()].map(({ annotations }) => annotations.text) };
}

const one = (value: number, labels = {}): VectorSample[] => [{ labels, atMs: 0, value }];

describe('queries of templates', () => {
  it('are asked once for all alerts of a rule', async () => {
    const text = '{{ $value }} of {{ query "sum(x)" | first | value }}';
    const { asked, texts } = await expanded(text, { 'sum(x)': one(3) });
    expect(asked).toEqual(['sum(x)']);
    expect(texts).toEqual(['1 of 3', '2 of 3']);
  });

  it('may depend on the alert, and on the answers of others', async () => {
    const text =
      '{{ range printf "y{model=%q}" $labels.model | query }}{{ query .Labels.next | first | value }}{{ end }}';
    const { asked, texts } = await expanded(text, {
      'y{model="a"}': one(1, { next: 'z' }),
      'y{model="b"}': [],
      z: one(7),
    });
    expect(asked).toEqual(['y{model="a"}', 'y{model="b"}', 'z']);
    expect(texts).toEqual(['7', '']);
  });

  it('that fail say so in the text', async () => {
    const { texts } = await expanded('{{ query "y" | first | value }}', {});
    expect(texts[0]).toBe('<error expanding template: no y>');
  });

  it('are not more than a hundred, nor asked for ever', async () => {
    const many = Array.from({ length: 200 }, (_, index) => `{{ $q := query "y${index}" }}`);
    const each = Object.fromEntries(many.map((_text, index) => [`y${index}`, []]));
    const together = `{{ range query "all" }}{{ $q := query .Labels.q }}{{ end }}`;
    const all = Object.keys(each).map((q) => ({ labels: { q }, atMs: 0, value: 0 }));
    const wide = await expanded(together, { ...each, all });
    expect(wide.asked.length).toBeLessThanOrEqual(100);
    expect(wide.texts[0]).toContain('ask too much');
    const deep = await expanded(many.slice(0, 20).join(''), each);
    expect(deep.asked).toHaveLength(5);
    expect(deep.texts[0]).toContain('ask too much');
  });

  it('are not looked for where there are none', async () => {
    const { asked, texts } = await expanded('{{ $value }}', {});
    expect(asked).toEqual([]);
    expect(texts).toEqual(['1', '2']);
  });
});
