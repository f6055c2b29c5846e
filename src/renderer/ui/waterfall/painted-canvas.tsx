import { useEffect, useRef } from 'react';
import { createCanvasPainter, type CanvasPainter, type PaintSurface } from './canvas-painter.ts';

/** A canvas that `paint` fills; pass a memoised function, a new one repaints. It is decoration for assistive technology. */
export function PaintedCanvas({ paint, className }: { paint: PaintSurface; className?: string | undefined }) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const painterRef = useRef<CanvasPainter | null>(null);

  useEffect(() => {
    if (canvasRef.current === null) return undefined;
    const painter = createCanvasPainter(canvasRef.current);
    painterRef.current = painter;
    return () => {
      painter.dispose();
      painterRef.current = null;
    };
  }, []);

  useEffect(() => painterRef.current?.use(paint), [paint]);

  return <canvas ref={canvasRef} className={className} aria-hidden="true" />;
}
