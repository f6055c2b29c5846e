import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react';
import styles from './split-handle.module.css';

export interface SplitHandleProps {
  /** What is resized. */
  readonly label: string;
  readonly size: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (size: number) => void;
  /** The side of the handle on which the resized part lies. */
  readonly side?: 'before' | 'after';
  readonly style?: CSSProperties;
}

const KEY_STEP = 24;

/** A vertical line that is dragged, or moved with the arrow keys, to resize what lies beside it. */
export function SplitHandle({ label, size, min, max, onChange, side = 'before', style }: SplitHandleProps) {
  const sign = side === 'before' ? 1 : -1;
  const resize = (next: number) => onChange(Math.round(Math.min(Math.max(next, min), max)));
  const onPointerDown = (down: PointerEvent<HTMLDivElement>) => {
    const handle = down.currentTarget;
    handle.setPointerCapture(down.pointerId);
    const onMove = (move: globalThis.PointerEvent) => resize(size + sign * (move.clientX - down.clientX));
    handle.addEventListener('pointermove', onMove);
    const stop = () => handle.removeEventListener('pointermove', onMove);
    handle.addEventListener('pointerup', stop, { once: true });
    handle.addEventListener('pointercancel', stop, { once: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: -KEY_STEP, ArrowRight: KEY_STEP };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    resize(size + sign * step);
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(size)}
      aria-valuemin={min}
      aria-valuemax={max}
      className={styles.handle}
      style={style}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
