import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { writeModel } from '../../src/core/guardrails/abuse/model-file.ts';
import { readWordVectors } from '../../src/core/guardrails/abuse/word-vectors.ts';
import { resourcePath } from '../../src/core/resources.ts';
import { calibrateHeads, crossValidate } from './cross-validate.ts';
import { fitTogether } from './fit-together.ts';
import { lessonsOf } from './lessons.ts';
import { modelCard } from './model-card.ts';
import { readData } from './read-data.ts';
import { SEED } from './seed.ts';
import { BY_FAMILY } from './split.ts';

/*
 * `node scripts/train-abuse-detector/train.ts --data FOLDER` trains the detector of abuse from FOLDER/train.jsonl, measures
 * it on sources that it did not see, and writes resources/abuse-detector/model.bin and model-card.md. The same data give
 * the same bytes.
 */

const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
if (values.data === undefined) {
  console.error(
    'Say where the data are: node scripts/train-abuse-detector/train.ts --data FOLDER (it holds train.jsonl).',
  );
  process.exit(1);
}
const out = values.out ?? resourcePath('abuse-detector');
const started = performance.now();
const say = (line: string): void =>
  console.log(`${((performance.now() - started) / 1000).toFixed(0)} s: ${line}`);

const vectors = readWordVectors(readFileSync(resourcePath('abuse-detector/words.bin')));
const lessons = lessonsOf(readData(values.data), vectors);
const { rows, bags, more } = lessons;
say(`${rows.length} texts, ${bags.reduce((sum, { passages }) => sum + passages.length, 0)} passages`);

const judged = crossValidate(lessons, BY_FAMILY, SEED, say);
const calibrations = calibrateHeads(judged);
const card = modelCard(judged, BY_FAMILY, calibrations);
console.log(card);
const model = writeModel({ network: fitTogether([...bags, ...more(rows)], SEED), calibrations });
mkdirSync(out, { recursive: true });
writeFileSync(`${out}/model.bin`, model);
writeFileSync(`${out}/model-card.md`, card);
say(`wrote ${out}/model.bin, ${(model.length / 1e6).toFixed(2)} MB`);
