import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Theme } from '../../shared/bridge.ts';

export const MIN_SIZE = { width: 880, height: 560 } as const;
const DEFAULT_SIZE = { width: 1360, height: 860 } as const;
/** So much of the title bar must be on a display that the window can be grasped. */
const GRASP = { width: 120, height: 32 } as const;

export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
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
  const fallback = {
    width: bounds?.width ?? DEFAULT_SIZE.width,
    height: bounds?.height ?? DEFAULT_SIZE.height,
  };
  const home = bounds === null ? undefined : workAreas.find((area) => canGrasp(bounds, area));
  if (bounds === null || home === undefined) return limit(fallback, workAreas[0]);
  return { x: bounds.x, y: bounds.y, ...limit(bounds, home) };
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

function limit(
  size: { width: number; height: number },
  area: Bounds | undefined,
): { width: number; height: number } {
  return {
    width: Math.max(MIN_SIZE.width, Math.min(size.width, area?.width ?? size.width)),
    height: Math.max(MIN_SIZE.height, Math.min(size.height, area?.height ?? size.height)),
  };
}
