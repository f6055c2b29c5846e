import { decodeOutline } from '../../../shared/trace-outline/index.ts';
import { waterfallFigures, type WaterfallFigures } from './waterfall-model.ts';

/* The entry of a Web Worker: checks an outline and works out its tree and sums, beside the page. */

export type ModelWorkerAnswer =
  | { ok: true; buffer: ArrayBuffer; figures: WaterfallFigures }
  | { ok: false; reason: string };

self.onmessage = ({ data: buffer }: MessageEvent<ArrayBuffer>) => {
  try {
    const figures = waterfallFigures(decodeOutline(buffer));
    const answer: ModelWorkerAnswer = { ok: true, buffer, figures };
    self.postMessage(answer, { transfer: [buffer, ...buffersOf(figures)] });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    self.postMessage({ ok: false, reason } satisfies ModelWorkerAnswer);
  }
};

/** The memory of all columns, each once: two may be views of one. */
function buffersOf({ tree, rollup, selfMicros }: WaterfallFigures): Transferable[] {
  const buffers = new Set<Transferable>();
  const columns: unknown[] = Object.values({ ...tree, ...rollup, selfMicros });
  for (const column of columns) {
    if (ArrayBuffer.isView(column) && column.buffer instanceof ArrayBuffer) buffers.add(column.buffer);
  }
  return [...buffers];
}
