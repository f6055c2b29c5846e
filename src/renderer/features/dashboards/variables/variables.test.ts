import { describe, expect, it } from 'vitest';
import { variableSchema } from '../../../../shared/dashboard/index.ts';
import { inOrderOfUse, resolveVariables, valuesOf } from './resolve-variables.ts';
import { parseVariableQuery, pickValues } from './variable-query.ts';

const query = (name: string, text: string, more: object = {}) =>
  variableSchema.parse({ kind: 'query', name, query: text, ...more });

describe('resolveVariables', () => {
  it('asks in the order of use, with what is chosen filled in', async () => {
    const asked: string[] = [];
    const resolved = await resolveVariables(
      [
        query('model', 'label_values(calls{provider=~"$provider"}, model)', { multi: true }),
        query('provider', 'label_values(calls, provider)', { multi: true, includeAll: true }),
      ],
      { model: ['m2', 'gone'] },
      ['local'],
      (variable, text) => {
        asked.push(text);
        return Promise.resolve(variable.name === 'model' ? ['m1', 'm2'] : ['openai', 'gemini']);
      },
    );
    expect(asked).toEqual([
      'label_values(calls, provider)',
      'label_values(calls{provider=~"(openai|gemini)"}, model)',
    ]);
    const values = valuesOf(resolved);
    expect(values.get('model')).toMatchObject({ values: ['m2'], isAll: false });
    expect(values.get('provider')).toMatchObject({ values: ['openai', 'gemini'], isAll: true });
    expect(resolved.map(({ variable }) => variable.name)).toEqual(['model', 'provider']);
  });

  it('says what could not be had, and goes on', async () => {
    const [failed, custom] = await resolveVariables(
      [
        query('x', 'nonsense'),
        variableSchema.parse({ kind: 'custom', name: 'y', options: [{ text: 'One', value: '1' }] }),
      ],
      {},
      [],
      () => Promise.reject(new Error('no')),
    );
    expect(failed).toMatchObject({ options: [], problem: expect.any(Error) as Error });
    expect(custom?.value).toMatchObject({ values: ['1'], texts: ['One'] });
  });

  it('leaves a circle as it is', () => {
    const circle = [query('a', '$b'), query('b', '$a')];
    expect(
      inOrderOfUse(circle)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['a', 'b']);
  });
});

describe('queries of variables', () => {
  it.each([
    ['label_values(model)', { kind: 'values', selector: null, label: 'model' }],
    ['label_values(up{a="x,y"}, job)', { kind: 'values', selector: 'up{a="x,y"}', label: 'job' }],
    ['label_names()', { kind: 'names' }],
    ['metrics(node_.*)', { kind: 'metrics', pattern: 'node_.*' }],
    ['query_result(topk(3, up))', { kind: 'result', expr: 'topk(3, up)' }],
    ['up', null],
  ])('%s', (text, expected) => {
    expect(parseVariableQuery(text)).toEqual(expected);
  });

  it('picks by pattern, its first group, and sorts', () => {
    const found = ['n10', 'n9', 'x1', 'n9'];
    expect(pickValues(found, { pattern: '/^n(.*)/', sort: 'numerical' })).toEqual(['9', '10']);
    expect(pickValues(found, { pattern: 'n', sort: 'alphabetical-desc' })).toEqual(['n9', 'n10']);
    expect(pickValues(found, { pattern: '((', sort: 'none' })).toEqual(['n10', 'n9', 'x1']);
  });
});
