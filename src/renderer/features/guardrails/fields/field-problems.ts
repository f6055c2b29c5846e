import { guardSettingsSchema, type GuardSettings } from '../../../../shared/guard/index.ts';

/** What is wrong with a field, by its path: `rules.0.regions`; undefined: nothing. */
export type FieldProblems = (path: string) => string | undefined;

export interface ReadSettings {
  /** Null: something is wrong. */
  readonly settings: GuardSettings | null;
  readonly problems: FieldProblems;
}

/** What was typed as settings, or what is wrong with it. */
export function readSettings(draft: GuardSettings): ReadSettings {
  const parsed = guardSettingsSchema.safeParse(draft);
  if (parsed.success) return { settings: parsed.data, problems: () => undefined };
  const { issues } = parsed.error;
  const problems: FieldProblems = (path) =>
    issues.find((issue) => {
      const at = issue.path.map(String).join('.');
      return at === path || at.startsWith(`${path}.`);
    })?.message;
  return { settings: null, problems };
}
