import type { GuardSettings } from '../../../../shared/guard/index.ts';
import { AbuseFields } from './abuse-fields.tsx';
import { DetectionFields } from './detection-fields.tsx';
import type { FieldProps } from './field-props.ts';
import { GuardrailsAiFields } from './guardrails-ai-fields.tsx';
import { RegionFields } from './region-fields.tsx';
import { SizeFields } from './size-fields.tsx';
import { WordsFields } from './words-fields.tsx';

/** What only this guard has to be set. */
export function GuardFields({ settings, ...rest }: FieldProps<GuardSettings>) {
  switch (settings.guard) {
    case 'size':
      return <SizeFields settings={settings} {...rest} />;
    case 'region':
      return <RegionFields settings={settings} {...rest} />;
    case 'pii':
    case 'secrets':
      return <DetectionFields settings={settings} {...rest} />;
    case 'words':
      return <WordsFields settings={settings} {...rest} />;
    case 'abuse':
      return <AbuseFields settings={settings} {...rest} />;
    case 'guardrails_ai':
      return <GuardrailsAiFields settings={settings} {...rest} />;
  }
}
