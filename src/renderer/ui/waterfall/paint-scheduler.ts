type Paint = () => void;

const due = new Set<Paint>();
let frame: number | null = null;

/** Runs `paint` in the next animation frame, once, however often it is asked for until then. All canvases share the frame. */
export function requestPaint(paint: Paint): void {
  due.add(paint);
  frame ??= requestAnimationFrame(paintAll);
}

export function cancelPaint(paint: Paint): void {
  due.delete(paint);
}

function paintAll(): void {
  frame = null;
  const paints = [...due];
  due.clear();
  for (const paint of paints) paint();
}
