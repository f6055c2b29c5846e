import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { RuleGroup } from '../../../shared/alert/index.ts';
import { readRuleFile } from './rule-file.ts';

/** The rule groups that come with Signalbox, from a folder of rule files of Prometheus. */
export function readShippedRules(folder: string): RuleGroup[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yml'))
    .sort()
    .flatMap((file) => {
      const { groups } = readRuleFile(readFileSync(join(folder, file), 'utf8'));
      return groups.map((content): RuleGroup => ({
        id: `shipped:${basename(file, '.yml')}:${content.name}`,
        origin: 'shipped',
        version: 1,
        content,
        changedAt: null,
        changedBy: null,
      }));
    });
}
