import { workerData } from 'node:worker_threads';
import { serveThread } from '../../threads/index.ts';
import { openControlOperations } from './control-operations.ts';

const { dataDir } = workerData as { dataDir: string };

await serveThread(() => openControlOperations(dataDir));
