import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { crossValidate } from './cross-validate.ts';
import { lessonsFrom } from './lessons.ts';
import { SEED } from './seed.ts';
import { BY_FAMILY } from './split.ts';

/* Measures by family, while train.ts measures by source: on a second core. Posts what was judged. */

const { data } = z.object({ data: z.string() }).parse(workerData);
parentPort?.postMessage(crossValidate(lessonsFrom(data), BY_FAMILY, SEED, (line) => console.log(line)));
