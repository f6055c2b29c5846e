import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { writeModel } from '../../src/core/guardrails/abuse/model-file.ts';
import { resourcePath } from '../../src/core/resources.ts';
import { calibrateSigns, crossValidate } from './cross-validate.ts';
import { fit } from './fit.ts';
import { judgedSchema } from './judged.ts';
import { lessonsFrom } from './lessons.ts';
import { modelCard } from './model-card.ts';
import { SEED } from './seed.ts';
import { BY_FAMILY, BY_SOURCE } from './split.ts';

/*
 * `node scripts/train-abuse-detector/train.ts --data FOLDER` trains the detector of abuse from FOLDER/train.jsonl, measures
 * it on sources that it did not see, and writes resources/abuse-detector/model.bin and model-card.md. The same data give
 * the same bytes. `--judged FILE` also writes what was said of each text that was held out by source, for bench/detect.ts.
 */

const { values } = parseArgs({
  options: { data: { type: 'string' }, out: { type: 'string' }, judged: { type: 'string' } },
});
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

const measuring = new Worker(new URL('./measure-thread.ts', import.meta.url), {
  workerData: { data: values.data },
});
const byFamily = once(measuring, 'message');
const lessons = lessonsFrom(values.data);
const { rows, bags, more } = lessons;
say(`${rows.length} texts, ${bags.reduce((sum, { passages }) => sum + passages.length, 0)} passages`);

const bySource = crossValidate(lessons, BY_SOURCE, SEED, say);
const calibrations = calibrateSigns(bySource);
if (values.judged !== undefined) writeFileSync(values.judged, JSON.stringify(bySource));
const model = writeModel({ network: fit([...bags, ...more(rows)], SEED), calibrations });
const card = modelCard(
  [
    { split: BY_SOURCE, judged: bySource },
    { split: BY_FAMILY, judged: judgedSchema.parse((await byFamily)[0]) },
  ],
  calibrations,
);
console.log(card);
mkdirSync(out, { recursive: true });
writeFileSync(`${out}/model.bin`, model);
writeFileSync(`${out}/model-card.md`, card);
say(`wrote ${out}/model.bin, ${(model.length / 1e6).toFixed(2)} MB`);
