import { describe, expect, it } from 'vitest';
import type { PromptScope } from '../../shared/similarity.ts';
import { spanLabel, spanOfLabel } from './labels.ts';
import { RecentPrompts } from './recent-prompts.ts';
import { DIMENSIONS } from './scan-module.ts';
import { BLOCK_ROWS, VectorBlocks } from './vector-blocks.ts';

const ACME: PromptScope = { org: 'acme', workspace: null };

const promptOf = (key: number) => ({
  key,
  vector: Int8Array.from({ length: DIMENSIONS }, (_, index) => ((key * 31 + index * 17) % 200) - 100),
  marks: new Uint32Array(0),
});
const labelOf = (key: number) => spanLabel(key.toString(16), key.toString(16));
const all = () => true;

describe('recent prompts', () => {
  it('are never found from another org or workspace', () => {
    const prompts = new RecentPrompts(new VectorBlocks());
    const others: PromptScope[] = [
      { org: null, workspace: null },
      { org: 'acme', workspace: 'lab' },
      { org: 'other', workspace: null },
      { org: 'acme","lab', workspace: null },
      { org: null, workspace: 'acme' },
    ];
    prompts.add(ACME, promptOf(1), labelOf(1));
    for (const scope of others) expect(prompts.nearest(scope, promptOf(1).vector, 5, all)).toEqual([]);
    others.forEach((scope, index) => prompts.add(scope, promptOf(index + 2), labelOf(index + 2)));
    const found = prompts.nearest(ACME, promptOf(1).vector, 5, all);
    expect(found.map(({ label }) => spanOfLabel(label).spanId)).toEqual(['0000000000000001']);
  });

  it('make room where there are most, so that a busy scope takes nothing from a quiet one', () => {
    const prompts = new RecentPrompts(new VectorBlocks(), BLOCK_ROWS * 3);
    const quiet = { org: 'quiet', workspace: null };
    prompts.add(quiet, promptOf(0), labelOf(0));
    for (let key = 1; key <= BLOCK_ROWS * 4; key += 1) prompts.add(ACME, promptOf(key), labelOf(key));
    expect(prompts.size).toBe(1 + BLOCK_ROWS * 2);
    expect(prompts.nearest(quiet, promptOf(0).vector, 1, all)).toHaveLength(1);
  });
});
