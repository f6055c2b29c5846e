const SIDES = ['Top', 'Right', 'Bottom', 'Left'] as const;

/** The ground and the borders of an element. */
export function paintBox(context: CanvasRenderingContext2D, box: DOMRect, style: CSSStyleDeclaration): void {
  if (box.width === 0 || box.height === 0) return;
  const radius = Math.min(parseFloat(style.borderTopLeftRadius) || 0, box.width / 2, box.height / 2);
  if (!isTransparent(style.backgroundColor)) {
    context.fillStyle = style.backgroundColor;
    context.beginPath();
    context.roundRect(box.left, box.top, box.width, box.height, radius);
    context.fill();
  }
  const widths = SIDES.map((side) =>
    style[`border${side}Style`] === 'none' ? 0 : parseFloat(style[`border${side}Width`]) || 0,
  );
  if (widths.every((width) => width === 0)) return;
  const [top = 0, right = 0, bottom = 0, left = 0] = widths;
  if (widths.every((width) => width === top)) {
    context.strokeStyle = style.borderTopColor;
    context.lineWidth = top;
    context.beginPath();
    context.roundRect(box.left + top / 2, box.top + top / 2, box.width - top, box.height - top, radius);
    context.stroke();
    return;
  }
  const sides: [width: number, x1: number, y1: number, x2: number, y2: number][] = [
    [top, box.left, box.top + top / 2, box.right, box.top + top / 2],
    [right, box.right - right / 2, box.top, box.right - right / 2, box.bottom],
    [bottom, box.left, box.bottom - bottom / 2, box.right, box.bottom - bottom / 2],
    [left, box.left + left / 2, box.top, box.left + left / 2, box.bottom],
  ];
  for (const [index, side] of SIDES.entries()) {
    const [width = 0, ...line] = sides[index] ?? [];
    if (width > 0) strokeLine(context, line, style[`border${side}Color`], width, style[`border${side}Style`]);
  }
}

function strokeLine(
  context: CanvasRenderingContext2D,
  [x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[],
  colour: string,
  width: number,
  kind: string,
): void {
  if (isTransparent(colour)) return;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash(kind === 'dashed' ? [4, 3] : []);
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
  context.setLineDash([]);
}

function isTransparent(colour: string): boolean {
  return colour === 'transparent' || /[,/]\s*0\)$/.test(colour);
}
