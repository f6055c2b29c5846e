import { z } from 'zod';
import { create } from 'zustand';
import { bridge } from './bridge.ts';
import { report } from './report.ts';
import { readPreference, writePreference } from './preferences.ts';

const themeSchema = z.enum(['system', 'light', 'dark']);
const densitySchema = z.enum(['comfortable', 'compact']);
export type Theme = z.infer<typeof themeSchema>;
export type Density = z.infer<typeof densitySchema>;

interface AppearanceStore {
  readonly theme: Theme;
  readonly density: Density;
  /** The theme on screen: `system` resolved. */
  readonly shownTheme: 'light' | 'dark';
  readonly setTheme: (theme: Theme) => void;
  readonly setDensity: (density: Density) => void;
}

const prefersLight = window.matchMedia('(prefers-color-scheme: light)');

const shown = (theme: Theme) => (theme === 'system' ? (prefersLight.matches ? 'light' : 'dark') : theme);
const storedTheme = readPreference('theme', themeSchema, 'system');

export const useAppearance = create<AppearanceStore>()((set) => ({
  theme: storedTheme,
  density: readPreference('density', densitySchema, 'comfortable'),
  shownTheme: shown(storedTheme),
  setTheme: (theme) => {
    writePreference('theme', theme);
    set({ theme, shownTheme: shown(theme) });
    bridge()
      ?.setTheme(theme)
      .catch((error: unknown) => report('the shell did not take the theme', error));
  },
  setDensity: (density) => {
    writePreference('density', density);
    set({ density });
  },
}));

/** Puts theme and density on the root element now and at every change. Called once, before the first paint. */
export function applyAppearance(): void {
  const apply = ({ shownTheme, density }: Pick<AppearanceStore, 'shownTheme' | 'density'>) => {
    document.documentElement.dataset.theme = shownTheme;
    document.documentElement.dataset.density = density;
  };
  apply(useAppearance.getState());
  useAppearance.subscribe(apply);
  prefersLight.addEventListener('change', () => {
    useAppearance.setState(({ theme }) => ({ shownTheme: shown(theme) }));
  });
}
