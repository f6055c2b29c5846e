import { displayText } from '../../lib/display-text.ts';
import { formatCompact, formatMicros, formatMoney } from '../../lib/format.ts';
import type { Surface } from './canvas-painter.ts';
import { FittedText } from './fitted-text.ts';
import { ROW_HEIGHT } from './layout-constants.ts';
import { isModelCall } from './model-calls.ts';
import { shownRow, usageOf, type ShownRow, type ShownSpans } from './shown-row.ts';
import { hasChildren, type SpanTree } from './span-tree.ts';
import { figureColumns, rowGeometry, type FigureColumns, type RowGeometry } from './tree-geometry.ts';

export interface TreeScene {
  readonly shown: ShownSpans & { readonly tree: SpanTree };
  readonly visible: Int32Array;
  readonly offset: number;
  readonly isCollapsed: (row: number) => boolean;
  readonly isMatch: Uint8Array | null;
  /** Rows that are not dimmed; null when none is. */
  readonly critical: ReadonlyMap<number, unknown> | null;
  readonly colourOf: (row: number) => string;
  readonly icon: (name: string) => Path2D | null;
  readonly selectedRow: number | null;
  readonly hoveredRow: number | null;
  readonly hasFocus: boolean;
}

interface Pen extends Surface {
  readonly names: FittedText;
  readonly columns: FigureColumns;
  readonly scene: TreeScene;
}

/** One for each font and theme: what a text measures depends on nothing else. */
const fitted = new WeakMap<Surface['colours'], FittedText>();

/** Paints names, marks and figures of the rows in sight. What is painted here, TreeRow says to assistive technology. */
export function paintTree(surface: Surface, scene: TreeScene): void {
  const { context, width, height, colours } = surface;
  context.textBaseline = 'middle';
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.font = nameFont(colours);
  let names = fitted.get(colours);
  if (names === undefined) {
    names = new FittedText((text) => context.measureText(text).width);
    fitted.set(colours, names);
  }
  const pen: Pen = { ...surface, names, columns: figureColumns(width), scene };
  const first = Math.floor(scene.offset / ROW_HEIGHT);
  const last = Math.min(scene.visible.length - 1, Math.floor((scene.offset + height) / ROW_HEIGHT));
  for (let index = first; index <= last; index++) {
    paintRow(pen, scene.visible[index] ?? 0, index * ROW_HEIGHT - scene.offset);
  }
}

function nameFont(colours: Surface['colours']): string {
  return `${colours.token('--text-sm')} ${colours.fontFamily}`;
}

function smallFont(colours: Surface['colours']): string {
  return `${colours.token('--text-xs')} ${colours.fontFamily}`;
}

function paintRow(pen: Pen, row: number, top: number): void {
  const { context, colours, scene, width } = pen;
  const facts = shownRow(scene.shown, row);
  const depth = scene.shown.tree.depth[row] ?? 0;
  const geometry = rowGeometry(depth, width);
  const middle = top + ROW_HEIGHT / 2;
  paintBackground(pen, row, top);
  context.fillStyle = colours.token('--border-subtle');
  for (let x = 15; x < 8 + geometry.indent; x += 14) context.fillRect(x, top, 1, ROW_HEIGHT);
  if (geometry.levelAt !== null) {
    context.font = smallFont(colours);
    paintText(pen, '--text-muted', String(depth + 1), geometry.levelAt, middle);
  }
  const isFoldable = hasChildren(scene.shown.tree, row);
  const isClosed = isFoldable && scene.isCollapsed(row);
  if (isFoldable) paintChevron(pen, geometry.chevronAt + 9, middle, isClosed);
  context.fillStyle = colours.token(scene.colourOf(row));
  context.fillRect(geometry.stripAt, middle - 7, 3, 14);
  context.globalAlpha = scene.critical !== null && !scene.critical.has(row) ? 0.5 : 1;
  paintIcon(pen, facts, geometry, middle);
  const marksLeft = paintMarks(pen, facts, isClosed, paintFigures(pen, facts, isClosed, middle), middle);
  paintName(pen, facts, geometry.nameAt, marksLeft - geometry.nameAt - 4, middle);
  context.globalAlpha = 1;
}

function paintBackground({ context, colours, scene, width }: Pen, row: number, top: number): void {
  const isSelected = row === scene.selectedRow;
  if (!isSelected && row !== scene.hoveredRow) return;
  context.fillStyle = colours.token(isSelected ? '--surface-selected' : '--surface-hover');
  context.fillRect(0, top, width, ROW_HEIGHT);
  if (!isSelected) return;
  context.fillStyle = colours.token('--accent-line');
  context.fillRect(0, top, 2, ROW_HEIGHT);
  if (!scene.hasFocus) return;
  context.strokeStyle = colours.token('--focus-ring');
  context.lineWidth = 2;
  context.strokeRect(1, top + 1, width - 2, ROW_HEIGHT - 2);
}

function paintChevron({ context, colours }: Pen, x: number, y: number, isClosed: boolean): void {
  context.strokeStyle = colours.token('--text-muted');
  context.lineWidth = 1.25;
  context.beginPath();
  if (isClosed) {
    context.moveTo(x - 1.75, y - 3.5);
    context.lineTo(x + 1.75, y);
    context.lineTo(x - 1.75, y + 3.5);
  } else {
    context.moveTo(x - 3.5, y - 1.75);
    context.lineTo(x, y + 1.75);
    context.lineTo(x + 3.5, y - 1.75);
  }
  context.stroke();
}

function paintIcon(pen: Pen, facts: ShownRow, { iconAt }: RowGeometry, middle: number): void {
  const { context, colours, scene } = pen;
  context.strokeStyle = colours.token(isModelCall(facts.operation) ? '--accent-text' : '--text-muted');
  const path = scene.icon(facts.group === null ? (facts.operation ?? '') : 'group');
  if (path !== null) {
    strokeIcon(pen, path, iconAt + 1, middle - 7, 14);
    return;
  }
  context.lineWidth = 1;
  context.beginPath();
  context.arc(iconAt + 8, middle, 3, 0, 2 * Math.PI);
  context.stroke();
}

function strokeIcon({ context }: Pen, path: Path2D, x: number, y: number, size: number): void {
  context.save();
  context.translate(x, y);
  context.scale(size / 24, size / 24);
  context.lineWidth = 1.75;
  context.stroke(path);
  context.restore();
}

/** Tokens and cost, a span's own or of all below it, and self time. Answers where they begin. */
function paintFigures(pen: Pen, facts: ShownRow, isClosed: boolean, middle: number): number {
  const { context, colours, columns, scene } = pen;
  const own = usageOf(scene.shown, facts.row, 'own');
  const isSum = isClosed || (own.tokens === null && own.costNanos === null);
  const { tokens, costNanos } = isSum ? usageOf(scene.shown, facts.row, 'subtree') : own;
  const hasSelf = facts.spansBelow > 0 && columns.selfRight !== null;
  context.font = smallFont(colours);
  context.textAlign = 'right';
  const colour = isSum ? '--text-muted' : '--text-secondary';
  if (costNanos !== null) paintText(pen, colour, smallMoney(costNanos), columns.costRight, middle);
  if (tokens !== null && columns.tokensRight !== null) {
    paintText(pen, colour, formatCompact(tokens), columns.tokensRight, middle);
  }
  if (hasSelf) {
    paintText(pen, '--text-secondary', formatMicros(facts.selfMicros), columns.selfRight ?? 0, middle);
  }
  context.textAlign = 'left';
  if (hasSelf) return columns.selfLeft;
  return tokens === null && costNanos === null ? columns.right : columns.figuresLeft;
}

/** What stands behind a name, from the right: failures, how many there are, what is odd. Answers where they begin. */
function paintMarks(pen: Pen, facts: ShownRow, isClosed: boolean, right: number, middle: number): number {
  const { group, errorsBelow } = facts;
  const failedBelow = isClosed || group !== null ? errorsBelow : 0;
  let left = right;
  if (facts.isError || failedBelow > 0) {
    const text = failedBelow > 0 ? formatCompact(failedBelow) : '';
    const width = 13 + (text === '' ? 0 : pen.context.measureText(text).width + 3);
    left -= width + 8;
    if (!facts.isError) paintPill(pen, '--error-subtle', left - 4, width + 9, middle);
    const path = pen.scene.icon('error');
    pen.context.strokeStyle = pen.colours.token('--error-text');
    if (path !== null) strokeIcon(pen, path, left, middle - 6.5, 13);
    paintText(pen, '--error-text', text, left + 16, middle);
    left -= 6;
  }
  const count =
    group !== null ? `×${group.members.toLocaleString()}` : `+${facts.spansBelow.toLocaleString()}`;
  if (group !== null || isClosed)
    left = paintBadge(pen, count, left, middle, '--text-secondary', '--surface-active');
  if (facts.isOrphan) left = paintBadge(pen, 'no parent', left, middle, '--warning-text', '--warning-subtle');
  return left;
}

function paintBadge(
  pen: Pen,
  text: string,
  right: number,
  middle: number,
  colour: string,
  back: string,
): number {
  const width = pen.context.measureText(text).width + 10;
  const left = right - width - 4;
  paintPill(pen, back, left, width, middle);
  paintText(pen, colour, text, left + 5, middle);
  return left;
}

function paintPill(
  { context, colours }: Pen,
  colour: string,
  left: number,
  width: number,
  middle: number,
): void {
  context.fillStyle = colours.token(colour);
  context.beginPath();
  context.roundRect(left, middle - 8, width, 16, 8);
  context.fill();
}

function paintName(pen: Pen, facts: ShownRow, left: number, room: number, middle: number): void {
  const { context, colours, names, scene } = pen;
  context.font = nameFont(colours);
  const text = names.fit(displayText(facts.name, 200), Math.max(room, 12));
  if (scene.isMatch?.[facts.row] === 1) {
    context.fillStyle = colours.token('--warning-subtle');
    context.fillRect(left - 2, middle - 9, context.measureText(text).width + 4, 18);
    paintText(pen, '--warning-text', text, left, middle);
    return;
  }
  paintText(pen, '--text', text, left, middle);
}

function paintText({ context, colours }: Pen, colour: string, text: string, x: number, middle: number): void {
  context.fillStyle = colours.token(colour);
  context.fillText(text, x, middle + 0.5);
}

/** A tenth of a thousandth of a dollar: less has more digits than the column has room for. */
const LEAST_SHOWN_NANOS = 100_000n;

function smallMoney(nanos: bigint): string {
  return nanos > 0n && nanos < LEAST_SHOWN_NANOS ? '<$0.0001' : formatMoney(nanos);
}
