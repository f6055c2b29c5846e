import { useState } from 'react';
import { z } from 'zod';
import { readPreference, writePreference } from '../../lib/preferences.ts';
import { SplitHandle } from '../split-handle.tsx';

const PREFERENCE = 'waterfall.tree-width';
const MIN = 220;
const MAX = 720;
const widthSchema = z.number().min(MIN).max(MAX);

/** The width of the names, remembered. */
export function useTreeWidth() {
  const [width, setState] = useState(() =>
    readPreference(
      PREFERENCE,
      widthSchema,
      Math.round(Math.min(Math.max(window.innerWidth * 0.265, 260), 440)),
    ),
  );
  const setWidth = (next: number) => {
    setState(next);
    writePreference(PREFERENCE, next);
  };
  return { width, setWidth };
}

export function TreeWidthHandle({ width, onChange }: { width: number; onChange: (width: number) => void }) {
  return (
    <SplitHandle
      label="Width of the span names"
      size={width}
      min={MIN}
      max={MAX}
      onChange={onChange}
      style={{ position: 'absolute', top: 44, bottom: 0, left: width - 4 }}
    />
  );
}
