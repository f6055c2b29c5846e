export { isModelCall } from './model-calls.ts';
export { loadWaterfallModel } from './load-model.ts';
export { Waterfall } from './waterfall.tsx';
export {
  createWaterfallModel,
  oddityInput,
  outlineSpan,
  rowOfSpan,
  spanIdAt,
  type WaterfallModel,
} from './waterfall-model.ts';
export { colourBySchema, groupingSchema, type WaterfallSettings } from './waterfall-settings.ts';
