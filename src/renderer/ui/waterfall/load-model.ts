import { decodeOutline, viewOutline } from '../../../shared/trace-outline/index.ts';
import type { ModelWorkerAnswer } from './model-worker.ts';
import { createWaterfallModel, type WaterfallModel } from './waterfall-model.ts';

/** A larger outline would stop the page for longer than a few frames, so another thread works on it. */
const MOST_BYTES_HERE = 1_500_000;

/**
 * Makes of an encoded outline what the waterfall shows. The buffer is handed over.
 * @throws Error saying what is wrong with the bytes
 */
export function loadWaterfallModel(buffer: ArrayBuffer): Promise<WaterfallModel> {
  if (buffer.byteLength <= MOST_BYTES_HERE) {
    return Promise.resolve().then(() => createWaterfallModel(decodeOutline(buffer)));
  }
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./model-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<ModelWorkerAnswer>) => {
      worker.terminate();
      if (data.ok) resolve({ outline: viewOutline(data.buffer), ...data.figures });
      else reject(new Error(data.reason));
    };
    worker.onerror = (event) => {
      worker.terminate();
      reject(new Error(`The trace could not be worked on: ${event.message}`));
    };
    worker.postMessage(buffer, [buffer]);
  });
}
