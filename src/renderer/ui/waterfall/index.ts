export { isModelCall } from './model-calls.ts';
export { Waterfall, type WaterfallProps } from './waterfall.tsx';
export {
  createWaterfallModel,
  outlineSpan,
  type OutlineSpan,
  type WaterfallModel,
} from './waterfall-model.ts';
