import type { GuardSettings } from '../../../../shared/guard/index.ts';
import type { FieldProblems } from './field-problems.ts';

export interface FieldProps<Settings extends GuardSettings> {
  readonly settings: Settings;
  /** What is in force. */
  readonly saved: GuardSettings;
  readonly problems: FieldProblems;
  readonly onChange: (settings: Settings) => void;
}
