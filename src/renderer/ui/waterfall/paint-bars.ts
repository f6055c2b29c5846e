import type { CriticalSegment } from './critical-path.ts';
import type { Surface } from './canvas-painter.ts';
import { BAR_HEIGHT, ROW_HEIGHT, TIMELINE_PADDING } from './layout-constants.ts';
import { isModelCall } from './model-calls.ts';
import { ticksThatFit, timeScale, type TimeScale } from './time-scale.ts';
import { timeTicks } from './time-ticks.ts';
import type { TimeWindow } from './time-window.ts';
import { shownRow, type ShownRow, type ShownSpans } from './shown-row.ts';

export interface BarsScene {
  readonly shown: ShownSpans;
  readonly visible: Int32Array;
  readonly scrollTop: number;
  readonly window: TimeWindow;
  readonly selectedRow: number | null;
  readonly hoveredRow: number | null;
  /** By span: 1 where the search found it; null when nothing is searched. */
  readonly isMatch: Uint8Array | null;
  /** By row; null when the critical path is not shown. */
  readonly critical: ReadonlyMap<number, readonly CriticalSegment[]> | null;
  readonly colourOf: (row: number) => string;
  readonly formatDuration: (micros: number) => string;
}

const MIN_BAR_WIDTH = 2;
const LABEL_GAP = 6;

/** Paints the bars of the rows in sight, with grid, labels and marks. */
export function paintBars(surface: Surface, scene: BarsScene): void {
  const { context, width, height, colours } = surface;
  const scale = timeScale(scene.window, width);
  context.font = `11px ${colours.fontFamily}`;
  context.textBaseline = 'middle';
  const first = Math.max(0, Math.floor(scene.scrollTop / ROW_HEIGHT));
  const last = Math.min(scene.visible.length - 1, Math.floor((scene.scrollTop + height) / ROW_HEIGHT));
  for (let index = first; index <= last; index++) {
    paintRowBackground(surface, scene, scene.visible[index] ?? 0, index * ROW_HEIGHT - scene.scrollTop);
  }
  paintGrid(surface, scene.window, scale);
  for (let index = first; index <= last; index++) {
    paintBar(
      surface,
      scene,
      scale,
      shownRow(scene.shown, scene.visible[index] ?? 0),
      index * ROW_HEIGHT - scene.scrollTop,
    );
  }
}

function paintRowBackground(
  { context, width, colours }: Surface,
  scene: BarsScene,
  row: number,
  top: number,
): void {
  if (row === scene.selectedRow) context.fillStyle = colours.token('--surface-selected');
  else if (row === scene.hoveredRow) context.fillStyle = colours.token('--surface-hover');
  else return;
  context.fillRect(0, top, width, ROW_HEIGHT);
}

function paintGrid({ context, width, height, colours }: Surface, window: TimeWindow, scale: TimeScale): void {
  context.fillStyle = colours.token('--border-subtle');
  for (const tick of timeTicks(window, ticksThatFit(width))) {
    context.fillRect(Math.round(scale.toX(tick.micros)), 0, 1, height);
  }
}

function paintBar(surface: Surface, scene: BarsScene, scale: TimeScale, span: ShownRow, top: number): void {
  const { context, width, colours } = surface;
  const end = scale.toX(span.startMicros + span.durationMicros);
  const x0 = scale.toX(span.startMicros);
  const x1 = Math.max(end, x0 + MIN_BAR_WIDTH);
  if (x1 < 0 || x0 > width) {
    paintOffscreenHint(surface, x0 > width, top);
    return;
  }
  // Far beyond the edges nothing is seen, and huge coordinates lose their precision.
  const left = Math.max(x0, -8);
  const right = Math.min(x1, width + 8);
  const y = top + (ROW_HEIGHT - BAR_HEIGHT) / 2;
  const isDimmed =
    (scene.isMatch !== null && scene.isMatch[span.row] !== 1) ||
    (scene.critical !== null && !scene.critical.has(span.row));
  context.globalAlpha = isDimmed
    ? 0.28
    : span.group !== null
      ? 0.4
      : isModelCall(span.operation) || span.operation === null
        ? 0.95
        : 0.75;
  context.fillStyle = colours.token(scene.colourOf(span.row));
  roundedBar(context, left, y, right - left, BAR_HEIGHT);
  context.globalAlpha = 1;
  if (span.isError || (span.group !== null && span.errorsBelow > 0)) {
    paintErrorMark(surface, left, right, y);
  }
  for (const segment of scene.critical?.get(span.row) ?? []) {
    context.fillStyle = colours.token('--text');
    const from = Math.max(scale.toX(segment.start), 0);
    context.fillRect(
      from,
      y + BAR_HEIGHT + 1,
      Math.max(Math.min(scale.toX(segment.end), width) - from, 1.5),
      2,
    );
  }
  paintLabel(surface, labelOf(span, scene.formatDuration), { left, right, top, isError: span.isError });
}

/** Of a group: how long its spans took together, and the longest of them. */
function labelOf({ group, durationMicros }: ShownRow, format: (micros: number) => string): string {
  if (group === null) return format(durationMicros);
  return `\u03a3 ${format(group.totalMicros)}, worst ${format(group.worstMicros)}`;
}

/** A failed span keeps its service's colour and gets a red frame and end. */
function paintErrorMark({ context, colours }: Surface, left: number, right: number, y: number): void {
  context.fillStyle = colours.token('--error-solid');
  const width = Math.min(right - left, 4);
  context.beginPath();
  context.roundRect(right - width, y, width, BAR_HEIGHT, [0, 3, 3, 0]);
  context.fill();
  context.strokeStyle = context.fillStyle;
  context.lineWidth = 1.5;
  context.beginPath();
  context.roundRect(left + 0.75, y + 0.75, Math.max(right - left - 1.5, 0.5), BAR_HEIGHT - 1.5, 3);
  context.stroke();
}

function roundedBar(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  context.beginPath();
  context.roundRect(x, y, width, height, Math.min(3, width / 2));
  context.fill();
}

/** Right of the bar; where there is no room, left of it; else on it. */
function paintLabel(
  { context, width, colours }: Surface,
  text: string,
  bar: { left: number; right: number; top: number; isError: boolean },
): void {
  const length = context.measureText(text).width;
  const middle = bar.top + ROW_HEIGHT / 2 + 0.5;
  context.fillStyle = colours.token(bar.isError ? '--error-text' : '--text-muted');
  context.textAlign = 'left';
  if (bar.right + LABEL_GAP + length + 4 <= width) {
    context.fillText(text, bar.right + LABEL_GAP, middle);
  } else if (bar.left - LABEL_GAP - length >= 4) {
    context.fillText(text, bar.left - LABEL_GAP - length, middle);
  } else {
    const x = Math.min(bar.right, width) - length - LABEL_GAP - 4;
    const label = context.fillStyle;
    context.fillStyle = colours.token('--surface-card');
    context.globalAlpha = 0.85;
    roundedBar(context, x - 4, bar.top + (ROW_HEIGHT - BAR_HEIGHT) / 2 + 1, length + 8, BAR_HEIGHT - 2);
    context.globalAlpha = 1;
    context.fillStyle = label;
    context.fillText(text, x, middle);
  }
}

/** A small arrow at the edge behind which the bar lies. */
function paintOffscreenHint({ context, width, colours }: Surface, isRight: boolean, top: number): void {
  const tip = isRight ? width - 4 : 4;
  const base = isRight ? width - TIMELINE_PADDING + 3 : TIMELINE_PADDING - 3;
  const middle = top + ROW_HEIGHT / 2;
  context.fillStyle = colours.token('--border-strong');
  context.beginPath();
  context.moveTo(tip, middle);
  context.lineTo(base, middle - 4);
  context.lineTo(base, middle + 4);
  context.fill();
}
