export { isModelCall } from './model-calls.ts';
export { Waterfall } from './waterfall.tsx';
export { createWaterfallModel, outlineSpan, type WaterfallModel } from './waterfall-model.ts';
