import { z } from 'zod';
import { create } from 'zustand';
import { readPreference, writePreference } from '../../../lib/preferences.ts';

const NAME = 'starred-dashboards';

interface Stars {
  /** The dashboards that whoever looks wants at the top. */
  readonly ids: readonly string[];
  readonly toggle: (id: string) => void;
}

export const useStars = create<Stars>()((set) => ({
  ids: readPreference(NAME, z.array(z.string()), []),
  toggle: (id) =>
    set(({ ids }) => {
      const next = ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id];
      writePreference(NAME, next);
      return { ids: next };
    }),
}));
