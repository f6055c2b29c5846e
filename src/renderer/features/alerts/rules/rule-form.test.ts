import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../../shared/alert/index.ts';
import { NEW_RULE, previewedRule, readRuleForm, ruleToForm } from './rule-form.ts';

const RULE: Rule = {
  kind: 'alert',
  name: 'Errors',
  expr: 'x > 1',
  forMs: 300_000,
  keepFiringForMs: 0,
  labels: { severity: 'page', team: 'a=b' },
  annotations: { summary: 's', runbook_url: 'https://example.com/', grafana: 'g' },
};

describe('the form of a rule', () => {
  it('gives back the rule that it was filled with', () => {
    expect(readRuleForm(ruleToForm(RULE, 'g'))).toEqual({ rule: RULE, errors: {} });
    const record: Rule = { kind: 'record', name: 'a:b', expr: 'x', labels: {} };
    expect(readRuleForm(ruleToForm(record, 'g')).rule).toEqual(record);
  });

  it('says what is wrong, by field', () => {
    const { errors } = readRuleForm({ ...NEW_RULE, forText: 'soon', interval: '10ms', labels: 'x' });
    expect(Object.keys(errors).sort()).toEqual(['expr', 'forText', 'interval', 'labels', 'name']);
    expect(readRuleForm({ ...ruleToForm(RULE, 'g'), kind: 'record', name: 'a b' }).errors).toHaveProperty(
      'name',
    );
    expect(readRuleForm({ ...ruleToForm(RULE, 'g'), labels: '1a=b' }).errors).toHaveProperty('labels');
  });

  it('can be previewed as soon as there is an expression', () => {
    expect(previewedRule(NEW_RULE)).toBeNull();
    expect(previewedRule({ ...NEW_RULE, expr: 'x' })).toMatchObject({ expr: 'x', forMs: 300_000 });
  });
});
