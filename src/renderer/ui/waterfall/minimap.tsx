import { useCallback, useRef, useState, type PointerEvent } from 'react';
import type { PaintSurface } from './canvas-painter.ts';
import styles from './minimap.module.css';
import { paintMinimap } from './paint-minimap.ts';
import { PaintedCanvas } from './painted-canvas.tsx';
import { timeScale } from './time-scale.ts';
import { clampWindow, covers, windowOver, type TimeWindow } from './time-window.ts';
import type { WaterfallView } from './use-waterfall-view.ts';
import type { WaterfallStore } from './waterfall-store.ts';

type Grip = 'start' | 'end' | 'window' | 'new';

interface Drag {
  readonly grip: Grip;
  readonly from: TimeWindow;
  readonly startMicros: number;
}

const HANDLE_REACH = 6;

/** The whole trace in small, with the part on screen as a window: drag its edges, its middle, or a new one. */
export function Minimap({ view, store }: { view: WaterfallView; store: WaterfallStore }) {
  const { model, visible, window, tree, errors, colours } = view;
  const { bulk } = model.bounds;
  const ref = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const paint = useCallback<PaintSurface>(
    (surface) => paintMinimap(surface, { model, visible, tree, errors, colours }),
    [model, visible, tree, errors, colours],
  );
  const scaleOf = (element: HTMLElement) => timeScale(windowOver(bulk), element.clientWidth);
  const microsAt = (event: PointerEvent<HTMLElement>) =>
    scaleOf(event.currentTarget).toMicros(event.clientX - event.currentTarget.getBoundingClientRect().left);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const reach = HANDLE_REACH * scaleOf(event.currentTarget).microsPerPixel;
    const at = microsAt(event);
    setDrag({ grip: gripAt(at, window, reach, bulk), from: window, startMicros: at });
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (drag === null) return;
    const next = clampWindow(dragged(drag, microsAt(event)), bulk);
    store.getState().setWindow(covers(next, bulk) ? null : next);
  };

  const whole = windowOver(bulk);
  const shareOf = (micros: number) => {
    const share = (micros - whole.start) / (whole.end - whole.start);
    return Math.min(Math.max(share, 0), 1) * 100;
  };
  return (
    <div
      ref={ref}
      className={styles.minimap}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => setDrag(null)}
      onPointerCancel={() => setDrag(null)}
      onDoubleClick={() => store.getState().setWindow(null)}
    >
      <PaintedCanvas paint={paint} className={styles.canvas} />
      {!covers(window, bulk) && (
        <div className={styles.track}>
          <div className={styles.shade} style={{ left: 0, width: `${shareOf(window.start)}%` }} />
          <div className={styles.shade} style={{ left: `${shareOf(window.end)}%`, right: 0 }} />
          <div
            className={styles.window}
            style={{
              left: `${shareOf(window.start)}%`,
              width: `${shareOf(window.end) - shareOf(window.start)}%`,
            }}
          />
        </div>
      )}
    </div>
  );
}

function gripAt(at: number, window: TimeWindow, reach: number, bulk: TimeWindow): Grip {
  if (covers(window, bulk)) return 'new';
  if (Math.abs(at - window.start) <= reach) return 'start';
  if (Math.abs(at - window.end) <= reach) return 'end';
  return at > window.start && at < window.end ? 'window' : 'new';
}

function dragged({ grip, from, startMicros }: Drag, at: number): TimeWindow {
  const moved = at - startMicros;
  if (grip === 'window') return { start: from.start + moved, end: from.end + moved };
  const [a, b] = grip === 'start' ? [from.end, at] : grip === 'end' ? [from.start, at] : [startMicros, at];
  return { start: Math.min(a, b), end: Math.max(a, b) };
}
