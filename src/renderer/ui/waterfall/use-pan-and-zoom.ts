import { useEffect, type RefObject } from 'react';
import { timeScale } from './time-scale.ts';
import type { WaterfallView } from './use-waterfall-view.ts';
import type { WaterfallStore } from './waterfall-store.ts';

/** A drag shorter than this is a click. */
const DRAG_THRESHOLD = 4;
const WHEEL_ZOOM = 0.0022;

/** Ctrl + wheel zooms at the pointer, a sideways wheel or a drag moves the timeline. */
export function usePanAndZoom(
  ref: RefObject<HTMLElement | null>,
  { window: shown, model }: WaterfallView,
  store: WaterfallStore,
): void {
  const { bounds } = model;
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const scaleNow = () => timeScale(shown, element.clientWidth);

    const onWheel = (event: WheelEvent) => {
      const { zoom, pan } = store.getState();
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const anchor = scaleNow().toMicros(event.clientX - element.getBoundingClientRect().left);
        zoom(Math.exp(event.deltaY * WHEEL_ZOOM), bounds, anchor);
        return;
      }
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (sideways === 0) return;
      event.preventDefault();
      pan(sideways * scaleNow().microsPerPixel, bounds);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [ref, shown, bounds, store]);

  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const onPointerDown = (down: PointerEvent) => {
      const from = store.getState().window;
      if (down.button !== 0 || from === null || down.shiftKey) return;
      const { microsPerPixel } = timeScale(from, element.clientWidth);
      let isDrag = false;
      const onMove = (move: PointerEvent) => {
        const moved = down.clientX - move.clientX;
        if (!isDrag && Math.abs(moved) < DRAG_THRESHOLD) return;
        if (!isDrag) element.setPointerCapture(down.pointerId);
        isDrag = true;
        store.getState().setWindow(from);
        store.getState().pan(moved * microsPerPixel, bounds);
      };
      const onUp = () => {
        element.removeEventListener('pointermove', onMove);
        // The click that ends a drag selects nothing.
        if (isDrag) element.addEventListener('click', (click) => click.stopPropagation(), { once: true });
      };
      element.addEventListener('pointermove', onMove);
      element.addEventListener('pointerup', onUp, { once: true });
      element.addEventListener('pointercancel', onUp, { once: true });
    };
    element.addEventListener('pointerdown', onPointerDown);
    return () => element.removeEventListener('pointerdown', onPointerDown);
  }, [ref, bounds, store]);
}
