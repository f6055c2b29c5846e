import { useCallback, useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import type { Point } from './map-layout.ts';

/** Where the map lies in its frame, in pixels, and how large. */
export interface MapView extends Point {
  readonly scale: number;
}

const SMALLEST = 0.15;
/** A map that is larger is not shrunk further by itself, so that it can be read; it is moved then. */
const SMALLEST_FITTING = 0.58;
const LARGEST = 2.5;
const STEP = 1.25;
const PADDING = 16;
/** A press that moves less is a click. */
const CLICK_SLACK = 4;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Moves and zooms the map: by wheel and drag, by buttons and keys. It fits its frame until somebody moved it. */
export function useMapView(frame: RefObject<SVGSVGElement | null>, content: Size) {
  const size = useSize(frame);
  const [moved, setMoved] = useState<MapView | null>(null);
  const view = moved ?? fitting(size, content);

  const zoomAt = useCallback(
    (factor: number, at: Point | null) =>
      setMoved((before) => {
        const from = before ?? fitting(size, content);
        const scale = Math.min(LARGEST, Math.max(SMALLEST, from.scale * factor));
        const center = at ?? { x: size.width / 2, y: size.height / 2 };
        const ratio = scale / from.scale;
        return {
          scale,
          x: center.x - (center.x - from.x) * ratio,
          y: center.y - (center.y - from.y) * ratio,
        };
      }),
    [size, content],
  );
  const panBy = useCallback(
    (dx: number, dy: number) =>
      setMoved((before) => {
        const from = before ?? fitting(size, content);
        return { ...from, x: from.x + dx, y: from.y + dy };
      }),
    [size, content],
  );
  useWheel(frame, zoomAt, panBy);
  const wasDragged = useRef(false);
  const onPointerDown = (down: PointerEvent<SVGSVGElement>) => {
    wasDragged.current = false;
    if (down.button !== 0) return;
    drag(down, (dx, dy) => {
      wasDragged.current = true;
      panBy(dx, dy);
    });
  };
  return {
    view,
    onPointerDown,
    /** Whether the last press moved the map: then its end is no click. */
    wasDragged,
    zoomIn: () => zoomAt(STEP, null),
    zoomOut: () => zoomAt(1 / STEP, null),
    fit: () => setMoved(null),
    /** Moves as little as needed for a place of the map to be in sight. */
    reveal: (place: Point) => {
      const x = view.x + place.x * view.scale;
      const y = view.y + place.y * view.scale;
      const dx = outside(x, 80, size.width - 80);
      const dy = outside(y, 50, size.height - 50);
      if (dx !== 0 || dy !== 0) panBy(dx, dy);
    },
  };
}

function outside(value: number, least: number, most: number): number {
  if (most < least) return 0;
  return value < least ? least - value : value > most ? most - value : 0;
}

function fitting(size: Size, content: Size): MapView {
  const room = { width: size.width - 2 * PADDING, height: size.height - 2 * PADDING };
  const scale = Math.min(
    1,
    room.width / Math.max(1, content.width),
    room.height / Math.max(1, content.height),
  );
  const bounded = Math.max(SMALLEST_FITTING, scale);
  return {
    scale: bounded,
    x: (size.width - content.width * bounded) / 2,
    y: (size.height - content.height * bounded) / 2,
  };
}

function useSize(frame: RefObject<SVGSVGElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 1, height: 1 });
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const note = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(note);
    observer.observe(element);
    note();
    return () => observer.disconnect();
  }, [frame]);
  return size;
}

/** The page must not scroll meanwhile, so the listener may not be passive. */
function useWheel(
  frame: RefObject<SVGSVGElement | null>,
  zoomAt: (factor: number, at: Point) => void,
  panBy: (dx: number, dy: number) => void,
): void {
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      if (event.shiftKey) panBy(-event.deltaY, 0);
      else zoomAt(1.0015 ** -event.deltaY, { x: event.clientX - box.left, y: event.clientY - box.top });
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [frame, zoomAt, panBy]);
}

function drag(down: PointerEvent<SVGSVGElement>, panBy: (dx: number, dy: number) => void): void {
  const element: SVGSVGElement = down.currentTarget;
  const ended = new AbortController();
  let last = { x: down.clientX, y: down.clientY };
  const start = last;
  let isDragging = false;
  const { signal } = ended;
  element.addEventListener(
    'pointermove',
    (move) => {
      const distance = Math.hypot(move.clientX - start.x, move.clientY - start.y);
      if (!isDragging && distance < CLICK_SLACK) return;
      if (!isDragging) element.setPointerCapture(down.pointerId);
      isDragging = true;
      panBy(move.clientX - last.x, move.clientY - last.y);
      last = { x: move.clientX, y: move.clientY };
    },
    { signal },
  );
  for (const type of ['pointerup', 'pointercancel']) {
    element.addEventListener(type, () => ended.abort(), { signal });
  }
}
