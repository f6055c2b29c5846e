import { describe, expect, it } from 'vitest';
import { completionPlace } from './completion-place.ts';

describe('completionPlace', () => {
  it.each([
    ['', { kind: 'field', field: '', from: 0, typed: '' }],
    ['ser', { kind: 'field', field: '', from: 0, typed: 'ser' }],
    ['status:error mo', { kind: 'field', field: '', from: 13, typed: 'mo' }],
    ['not (mo', { kind: 'field', field: '', from: 5, typed: 'mo' }],
    ['any span (', { kind: 'field', field: '', from: 10, typed: '' }],
    ['@http', { kind: 'field', field: '', from: 0, typed: '@http' }],
    ['model:', { kind: 'value', field: 'model', from: 6, typed: '' }],
    ['model:gpt', { kind: 'value', field: 'model', from: 6, typed: 'gpt' }],
    ['a name:"POST /c', { kind: 'value', field: 'name', from: 7, typed: 'POST /c' }],
    ['@http.route:/c', { kind: 'value', field: '@http.route', from: 12, typed: '/c' }],
    ['has:mo', { kind: 'value', field: 'has', from: 4, typed: 'mo' }],
    ['duration:>', { kind: 'value', field: 'duration', from: 10, typed: '' }],
    ['name:"x"', null],
    ['"some te', null],
  ])('%s', (text, expected) => {
    expect(completionPlace(text, text.length)).toEqual(expected);
  });
});
