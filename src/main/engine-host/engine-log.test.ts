import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineLog } from './engine-log.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'signalbox-log-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('the log of the engine', () => {
  it('keeps three files of limited size, the newest lines in the first', () => {
    const log = new EngineLog(join(folder, 'engine.log'), 100);
    for (let line = 0; line < 100; line++) log.write(`line ${line} ${'x'.repeat(20)}\n`);
    expect(readdirSync(folder).sort()).toEqual(['engine.log', 'engine.log.1', 'engine.log.2']);
    expect(readFileSync(join(folder, 'engine.log'), 'utf8')).toContain('line 99');
    expect(readFileSync(join(folder, 'engine.log.2'), 'utf8').length).toBeLessThan(200);
  });

  it('goes on in the file of the last time and has the last lines of this engine only', () => {
    new EngineLog(join(folder, 'engine.log')).write('of old\n');
    const log = new EngineLog(join(folder, 'engine.log'));
    log.write('before\n');
    log.begin('engine started');
    for (let line = 0; line < 100; line++) log.write(`line ${line}\n`);
    expect(log.tail).toHaveLength(40);
    expect(log.tail.at(-1)).toBe('line 99');
    log.begin('engine started');
    expect(log.tail).toEqual([]);
    expect(readFileSync(join(folder, 'engine.log'), 'utf8')).toMatch(
      /^of old\nbefore\n--- engine started\nline 0\n/,
    );
  });
});
