import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { celCompletions, type CelName } from './cel-completions.ts';

const NAMES: readonly CelName[] = [
  { name: 'request.model', type: 'text', description: 'the model' },
  { name: 'target.model', type: 'text', description: 'who answers' },
  { name: 'tokens.input', type: 'number', description: 'tokens' },
  { name: 'contains', type: 'yes or no', description: 'has a text in it', isMethod: true },
];

function proposed(text: string, explicit = false): { from: number; labels: string[] } | null {
  const context = new CompletionContext(EditorState.create({ doc: text }), text.length, explicit);
  const result = celCompletions(NAMES, context);
  return result === null ? null : { from: result.from, labels: result.options.map(({ label }) => label) };
}

describe('celCompletions', () => {
  it('proposes every field in an empty editor', () => {
    expect(proposed('')?.labels).toEqual(['request.model', 'target.model', 'tokens.input']);
  });

  it('finds fields by their beginning and by their last part', () => {
    expect(proposed('tok')).toEqual({ from: 0, labels: ['tokens.input'] });
    expect(proposed('tokens.input > 3 && mod')).toEqual({
      from: 20,
      labels: ['request.model', 'target.model'],
    });
  });

  it('proposes methods after a value', () => {
    expect(proposed('request.model.con')).toEqual({ from: 14, labels: ['contains'] });
  });

  it('proposes nothing within a text, nor after a value unasked', () => {
    expect(proposed('request.model == "req')).toBeNull();
    expect(proposed("request.model == 'a' && request.service == 'tok")).toBeNull();
    expect(proposed('tokens.input > 3 ')).toBeNull();
    expect(proposed('tokens.input > 3 ', true)?.labels).toHaveLength(3);
  });
});
