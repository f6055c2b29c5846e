import { useCallback, useState, type PointerEvent } from 'react';
import type { PaintSurface } from './canvas-painter.ts';
import { PaintedCanvas } from './painted-canvas.tsx';
import { paintRuler } from './paint-ruler.ts';
import styles from './ruler.module.css';
import { timeScale } from './time-scale.ts';
import { clampWindow } from './time-window.ts';
import type { WaterfallView } from './use-waterfall-view.ts';
import type { WaterfallStore } from './waterfall-store.ts';

/** A drag shorter than this is a click. */
const DRAG_THRESHOLD = 4;

/** The time axis. A range that is dragged over it is what the timeline then shows; a double click shows all again. */
export function Ruler({ view, store }: { view: WaterfallView; store: WaterfallStore }) {
  const { window, model } = view;
  const paint = useCallback<PaintSurface>((surface) => paintRuler(surface, window), [window]);
  const [range, setRange] = useState<{ from: number; to: number } | null>(null);
  const xOf = (event: PointerEvent<HTMLDivElement>) =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;

  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    if (range !== null && Math.abs(range.to - range.from) >= DRAG_THRESHOLD) {
      const scale = timeScale(window, event.currentTarget.clientWidth);
      const start = scale.toMicros(Math.min(range.from, range.to));
      const end = scale.toMicros(Math.max(range.from, range.to));
      store.getState().setWindow(clampWindow({ start, end }, model.bounds.all));
    }
    setRange(null);
  };
  return (
    <div
      className={styles.ruler}
      data-waterfall-ruler=""
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setRange({ from: xOf(event), to: xOf(event) });
      }}
      onPointerMove={(event) => range !== null && setRange({ from: range.from, to: xOf(event) })}
      onPointerUp={onPointerUp}
      onPointerCancel={() => setRange(null)}
      onDoubleClick={() => store.getState().setWindow(null)}
    >
      <PaintedCanvas paint={paint} className={styles.canvas} />
      {range !== null && (
        <div
          className={styles.range}
          style={{ left: Math.min(range.from, range.to), width: Math.abs(range.to - range.from) }}
        />
      )}
    </div>
  );
}
