import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Theme } from '../../shared/bridge.ts';

export const MIN_SIZE = { width: 880, height: 560 } as const;
const DEFAULT_SIZE = { width: 1360, height: 860 } as const;
/** So much of the title bar must be on a display that the window can be grasped. */
const GRASP = { width: 120, height: 32 } as const;

interface Size {
  width: number;
  height: number;
}

export interface Bounds extends Size {
  x: number;
  y: number;
}

const boundsSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
});

const windowStateSchema = z.object({
  bounds: boundsSchema.nullable().catch(null),
  maximised: z.boolean().catch(false),
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
});

/** What is remembered of the window. Without bounds it opens in the middle. */
export interface WindowState {
  bounds: Bounds | null;
  maximised: boolean;
  theme: Theme;
}

const INITIAL: WindowState = { bounds: null, maximised: false, theme: 'system' };

/** The remembered state; what cannot be read or makes no sense is as if it had never been written. */
export function parseWindowState(text: string): WindowState {
  try {
    return windowStateSchema.catch(INITIAL).parse(JSON.parse(text));
  } catch {
    // Not JSON: an interrupted or foreign file. A window in the middle is the right answer to that.
    return INITIAL;
  }
}

/** Where the window opens: as remembered if that is still on a display, else centred there by Electron. */
export function fitToDisplays(bounds: Bounds | null, workAreas: readonly Bounds[]): Partial<Bounds> {
  const size = bounds ?? DEFAULT_SIZE;
  for (const area of workAreas) {
    const fitted = limit(size, area);
    if (bounds !== null && canGrasp({ ...bounds, ...fitted }, area))
      return { x: bounds.x, y: bounds.y, ...fitted };
  }
  return limit(size, workAreas[0]);
}

export function loadWindowState(path: string): WindowState {
  try {
    return parseWindowState(readFileSync(path, 'utf8'));
  } catch {
    // The first start: there is no file yet.
    return INITIAL;
  }
}

export function saveWindowState(path: string, state: WindowState): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(state));
  renameSync(`${path}.new`, path);
}

function canGrasp(bounds: Bounds, area: Bounds): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const titleBarIsInside = bounds.y >= area.y && bounds.y + GRASP.height <= area.y + area.height;
  return width >= GRASP.width && titleBarIsInside;
}

function limit(size: Size, area: Bounds | undefined): Size {
  return {
    width: Math.max(MIN_SIZE.width, Math.min(size.width, area?.width ?? size.width)),
    height: Math.max(MIN_SIZE.height, Math.min(size.height, area?.height ?? size.height)),
  };
}
