/** The lines of a text node, where the browser has laid them out. */
export function paintText(context: CanvasRenderingContext2D, node: Text, style: CSSStyleDeclaration): void {
  if (node.data.trim() === '') return;
  context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.fillStyle = style.color;
  context.letterSpacing = style.letterSpacing === 'normal' ? '0px' : style.letterSpacing;
  context.textBaseline = 'alphabetic';
  const room = roomOf(node, style);
  for (const { text, box } of linesOf(node)) {
    const shown = style.textTransform === 'uppercase' ? text.toUpperCase() : text;
    const fitting = box.right > room + 1 ? shortened(context, shown, room - box.left) : shown;
    context.fillText(fitting, box.left, box.top + context.measureText('x').fontBoundingBoxAscent);
    if (style.textDecorationLine.includes('line-through')) {
      context.fillRect(box.left, box.top + box.height * 0.55, box.width, 1);
    }
  }
}

/** Where a text ends that does not go on beyond its element. */
function roomOf(node: Text, style: CSSStyleDeclaration): number {
  const parent = node.parentElement;
  return parent !== null && style.textOverflow === 'ellipsis' && style.overflow !== 'visible'
    ? parent.getBoundingClientRect().right
    : Infinity;
}

function shortened(context: CanvasRenderingContext2D, text: string, room: number): string {
  let end = text.length;
  while (end > 0 && context.measureText(`${text.slice(0, end)}…`).width > room) end -= 1;
  return `${text.slice(0, end)}…`;
}

/** The browser tells the boxes of a range, not where it broke the text: words whose boxes are level share a line. */
function linesOf(node: Text): { text: string; box: DOMRect }[] {
  const range = document.createRange();
  range.selectNodeContents(node);
  const boxes = range.getClientRects();
  const [only] = boxes;
  if (only === undefined) return [];
  if (boxes.length === 1) return [{ text: node.data.replace(/\s+/g, ' ').trim(), box: only }];
  const lines: { text: string; box: DOMRect }[] = [];
  for (const match of node.data.matchAll(/\S+/g)) {
    range.setStart(node, match.index);
    range.setEnd(node, match.index + match[0].length);
    const [box] = range.getClientRects();
    const line = lines.at(-1);
    if (box === undefined) continue;
    if (line !== undefined && Math.abs(line.box.top - box.top) < 2) line.text += ` ${match[0]}`;
    else lines.push({ text: match[0], box });
  }
  return lines;
}
