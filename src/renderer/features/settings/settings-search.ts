import { z } from 'zod';

export const settingsSectionSchema = z.enum([
  'providers',
  'keys',
  'simulation',
  'data',
  'prices',
  'appearance',
  'about',
]);
export type SettingsSection = z.infer<typeof settingsSectionSchema>;

/** Which section is open, in the URL. */
export const settingsSearchSchema = z.object({
  section: settingsSectionSchema.optional().catch(undefined),
});
