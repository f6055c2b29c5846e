/** The drawing of an SVG icon as one path, in the units of its view box (24 for all of ours). */
export function iconPath(svg: Element): Path2D {
  const path = new Path2D();
  for (const shape of svg.children) addShape(path, shape);
  return path;
}

function addShape(path: Path2D, shape: Element): void {
  const number = (name: string) => Number(shape.getAttribute(name) ?? 0);
  switch (shape.tagName) {
    case 'path':
      path.addPath(new Path2D(shape.getAttribute('d') ?? ''));
      return;
    case 'circle':
      path.moveTo(number('cx') + number('r'), number('cy'));
      path.arc(number('cx'), number('cy'), number('r'), 0, 2 * Math.PI);
      return;
    case 'rect':
      path.roundRect(number('x'), number('y'), number('width'), number('height'), number('rx'));
      return;
    case 'line':
      path.moveTo(number('x1'), number('y1'));
      path.lineTo(number('x2'), number('y2'));
      return;
    case 'polyline':
      (shape.getAttribute('points') ?? '')
        .trim()
        .split(/\s+/)
        .forEach((point, index) => {
          const [x = 0, y = 0] = point.split(',').map(Number);
          if (index === 0) path.moveTo(x, y);
          else path.lineTo(x, y);
        });
      return;
    default:
  }
}
