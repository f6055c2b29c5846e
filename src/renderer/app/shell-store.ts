import { z } from 'zod';
import { create } from 'zustand';
import { readPreference, writePreference } from '../lib/preferences.ts';

/** In a narrower window the rail is collapsed until the person says otherwise: the page needs the room more. */
const ROOMY_WIDTH = 1_100;

/** What of the shell is open. Nothing of the engine is kept here. */
interface ShellStore {
  readonly isRailCollapsed: boolean;
  readonly open: 'palette' | 'shortcuts' | null;
  readonly toggleRail: () => void;
  readonly show: (what: 'palette' | 'shortcuts') => void;
  readonly close: () => void;
}

export const useShellStore = create<ShellStore>()((set, get) => ({
  isRailCollapsed: readPreference('rail-collapsed', z.boolean(), window.innerWidth < ROOMY_WIDTH),
  open: null,
  toggleRail: () => {
    const isRailCollapsed = !get().isRailCollapsed;
    writePreference('rail-collapsed', isRailCollapsed);
    set({ isRailCollapsed });
  },
  show: (open) => set({ open }),
  close: () => set({ open: null }),
}));
