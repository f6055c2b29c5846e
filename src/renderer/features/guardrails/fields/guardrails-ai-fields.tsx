import { Link } from '@tanstack/react-router';
import type { GuardrailsAiSettings } from '../../../../shared/guard/index.ts';
import { TextField } from '../../../ui/text-field.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { useIsAskingGuardrailsAi } from '../use-guards.ts';
import styles from './fields.module.css';
import type { FieldProps } from './field-props.ts';
import { SwitchField } from './switch-field.tsx';

/** Which server validates, and by which of its guards. */
export function GuardrailsAiFields({ settings, problems, onChange }: FieldProps<GuardrailsAiSettings>) {
  const isAsking = useIsAskingGuardrailsAi();
  return (
    <>
      {isAsking === false && (
        <p className={styles.note}>
          The flag <code>enable_guardrails_ai</code> is off, so no server is asked, whatever is set here.{' '}
          <TextLink>
            <Link to="/flags">Open Flags</Link>
          </TextLink>
        </p>
      )}
      <TextField
        label="Address of the server"
        value={settings.server}
        placeholder="http://127.0.0.1:8000"
        error={
          problems('server') === undefined ? undefined : 'Give an address such as http://127.0.0.1:8000.'
        }
        hint="Only the text of a call is sent there, no keys."
        monospace
        onChange={(event) => onChange({ ...settings, server: event.target.value.trim() })}
      />
      <div className={styles.pair}>
        <TextField
          label="Guard for requests"
          value={settings.inputGuard}
          error={problems('inputGuard')}
          placeholder="none"
          hint="Its id, as GET /guards lists it."
          monospace
          onChange={(event) => onChange({ ...settings, inputGuard: event.target.value })}
        />
        <TextField
          label="Guard for answers"
          value={settings.outputGuard}
          error={problems('outputGuard')}
          placeholder="none"
          monospace
          onChange={(event) => onChange({ ...settings, outputGuard: event.target.value })}
        />
      </div>
      <SwitchField
        label="Hold streamed answers until they are validated"
        hint="Otherwise they are validated at their end, when the caller has them."
        checked={settings.holdStreams}
        onChange={(holdStreams) => onChange({ ...settings, holdStreams })}
      />
    </>
  );
}
