export { SettingsPage } from './settings-page.tsx';
export { settingsSearchSchema } from './settings-search.ts';
