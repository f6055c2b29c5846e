import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { scoreAbuse } from '../src/core/guardrails/abuse/index.ts';
import { calibrateSigns, crossValidate, scoresOf } from '../scripts/train-abuse-detector/cross-validate.ts';
import { judgedSchema, type Judged } from '../scripts/train-abuse-detector/judged.ts';
import type { LabelledText } from '../scripts/train-abuse-detector/labelled-text.ts';
import { lessonsFrom } from '../scripts/train-abuse-detector/lessons.ts';
import { SEED } from '../scripts/train-abuse-detector/seed.ts';
import { BY_SOURCE } from '../scripts/train-abuse-detector/split.ts';
import { readData } from '../scripts/train-abuse-detector/read-data.ts';
import type { BenchResult } from './bench-result.ts';
import { scoreAll, type Contender } from './detect/contender.ts';
import { kindRows, sourceRows } from './detect/figures.ts';
import { openPeers } from './detect/peers.ts';

const NEEDS_DATA =
  'Needs a folder with train.jsonl (a row a line: text, label, source): node bench/run.ts detect -- --data FOLDER [--judged FILE]';

/**
 * The detector of abuse beside packages from npm on the same texts. Ours is trained anew for each fold without its sources,
 * as scripts/train-abuse-detector does, or read from what that wrote with `--judged`; the packages are taken as they come.
 */
export async function run(args: readonly string[] = []): Promise<BenchResult> {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, judged: { type: 'string' } },
  });
  if (values.data === undefined) return { name: 'detect', rows: [], notes: [NEEDS_DATA] };
  const rows = readData(values.data);
  const judged =
    values.judged === undefined
      ? judgedAnew(values.data)
      : judgedSchema.parse(JSON.parse(readFileSync(values.judged, 'utf8')));
  const contenders = [await ours(rows, judged)];
  for (const { name, score } of await openPeers()) {
    const { scores, ...times } = await scoreAll(rows, score);
    contenders.push({ name, attack: scores, any: scores, ...times });
  }
  return {
    name: 'detect',
    rows: [...contenders.flatMap((contender) => kindRows(rows, contender)), ...sourceRows(rows, contenders)],
    notes: [
      `${rows.length} texts; a package may have seen some of them when it was made. Ours has not seen the source of a text that it is measured on, nor near-copies of it: no translation, no composed row with a part of it, no text that shares three runs of eight words with it. Held out by whole families of sources it does worse: see the model card.`,
      'Attacks are prompt injections and jailbreaks; any: also plain requests for harm. Harmless texts include the hard negatives. Caught at 1 %: the share of attacks above the score that 1 % of all harmless texts exceed; where a package gives many texts the same score, ties are not caught.',
      'Times are means of processor time over all texts, one after another, with the shipped model.',
    ],
  };
}

function judgedAnew(folder: string): Judged[] {
  return crossValidate(lessonsFrom(folder), BY_SOURCE, SEED, (line) => {
    console.log(line);
  });
}

async function ours(rows: readonly LabelledText[], judged: readonly Judged[]): Promise<Contender> {
  const calibrations = calibrateSigns(judged);
  const scores = new Map(judged.map((row) => [row.index, scoresOf(row, calibrations)]));
  const { perText, perThousand } = await scoreAll(rows, (text) => scoreAbuse(text).abuse);
  return {
    name: 'signalbox',
    attack: rows.map((_, index) => {
      const { injection = 0, jailbreak = 0 } = scores.get(index) ?? {};
      return injection + jailbreak;
    }),
    any: rows.map((_, index) => scores.get(index)?.abuse ?? 0),
    perText,
    perThousand,
  };
}
