import { useState } from 'react';
import { z } from 'zod';
import { readPreference, writePreference } from '../../../lib/preferences.ts';

const PREFERENCE = 'trace.panel-width';
const MIN = 320;
const MAX = 1_000;
const SHARE_AT_FIRST = 0.31;
const widthSchema = z.number().min(MIN).max(MAX);

/** The width of the span panel, remembered; at first a share of the window. */
export function usePanelWidth() {
  const [width, setState] = useState(() => {
    const share = Math.round(window.innerWidth * SHARE_AT_FIRST);
    return readPreference(PREFERENCE, widthSchema, Math.min(Math.max(share, MIN), 560));
  });
  const setWidth = (next: number) => {
    setState(next);
    writePreference(PREFERENCE, next);
  };
  return { width, setWidth, min: MIN, max: MAX };
}
