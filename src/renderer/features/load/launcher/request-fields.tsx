import { Trash2 } from 'lucide-react';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './launcher.module.css';
import type { RequestDraft, RequestKind } from './plan-draft.ts';

const KINDS: readonly { value: RequestKind; label: string }[] = [
  { value: 'chat', label: 'Chat' },
  { value: 'embeddings', label: 'Embeddings' },
  { value: 'recorded', label: 'Recorded' },
  { value: 'http', label: 'HTTP' },
];

interface RequestFieldsProps {
  readonly request: RequestDraft;
  /** Names of models and routes, to choose from. */
  readonly models: readonly string[];
  readonly canRemove: boolean;
  readonly onChange: (change: Partial<RequestDraft>) => void;
  readonly onRemove: () => void;
}

/** One request of the mix. */
export function RequestFields({ request, models, canRemove, onChange, onRemove }: RequestFieldsProps) {
  const { kind, key } = request;
  const hasModel = kind !== 'http';
  return (
    <fieldset className={styles.request}>
      <legend className={styles.hidden}>Request</legend>
      <div className={styles.row}>
        <Labelled label="Request">
          <SegmentedControl
            label="Kind of request"
            value={kind}
            segments={KINDS}
            onChange={(next) => onChange({ kind: next })}
          />
        </Labelled>
        {hasModel && (
          <TextField
            label={kind === 'recorded' ? 'Model (empty: as recorded)' : 'Model or route'}
            className={styles.model}
            list={`models-${key}`}
            monospace
            value={request.model}
            onChange={(event) => onChange({ model: event.target.value })}
          />
        )}
        <datalist id={`models-${key}`}>
          {models.map((model) => (
            <option key={model} value={model} />
          ))}
        </datalist>
        <TextField
          label="Weight"
          className={styles.weight}
          inputMode="decimal"
          value={request.weight}
          onChange={(event) => onChange({ weight: event.target.value })}
        />
        {canRemove && (
          <IconButton label="Remove this request" icon={<Trash2 aria-hidden />} onClick={onRemove} />
        )}
      </div>
      <KindFields request={request} onChange={onChange} />
    </fieldset>
  );
}

function KindFields({ request, onChange }: Pick<RequestFieldsProps, 'request' | 'onChange'>) {
  const { kind, text, filter, method, path } = request;
  const change = (event: { target: { value: string } }) => onChange({ text: event.target.value });
  if (kind === 'recorded')
    return (
      <>
        <TextField
          label="Recorded exchanges that match"
          monospace
          placeholder="service:shop model:gpt-4o*; empty: the newest"
          hint="Their messages are sent again, at most 100 of them in turn."
          value={filter}
          onChange={(event) => onChange({ filter: event.target.value })}
        />
        <AnswerFields request={request} onChange={onChange} />
      </>
    );
  if (kind === 'http')
    return (
      <>
        <div className={styles.row}>
          <Labelled label="Method">
            <SegmentedControl
              label="Method"
              value={method}
              segments={[
                { value: 'GET', label: 'GET' },
                { value: 'POST', label: 'POST' },
              ]}
              onChange={(next) => onChange({ method: next })}
            />
          </Labelled>
          <TextField
            label="Path"
            className={styles.model}
            monospace
            value={path}
            onChange={(event) => onChange({ path: event.target.value })}
          />
        </div>
        {method === 'POST' && <TextArea label="Body" rows={2} monospace value={text} onChange={change} />}
      </>
    );
  return (
    <>
      <TextArea
        label={kind === 'chat' ? 'Prompt' : 'Input'}
        hint="{{n}} is the number of the call, so that no two are alike."
        rows={2}
        value={text}
        onChange={change}
      />
      {kind === 'chat' && <AnswerFields request={request} onChange={onChange} />}
    </>
  );
}

function AnswerFields({ request, onChange }: Pick<RequestFieldsProps, 'request' | 'onChange'>) {
  const { kind, dialect, stream, maxTokens } = request;
  return (
    <div className={styles.row}>
      {kind === 'chat' && (
        <Labelled label="Dialect">
          <Select
            label="Dialect"
            value={dialect}
            options={[
              { value: 'openai', label: 'OpenAI' },
              { value: 'anthropic', label: 'Anthropic' },
            ]}
            onChange={(next) => onChange({ dialect: next })}
          />
        </Labelled>
      )}
      <TextField
        label="Tokens at most"
        className={styles.number}
        inputMode="numeric"
        value={maxTokens}
        onChange={(event) => onChange({ maxTokens: event.target.value })}
      />
      <span className={styles.switch}>
        <Switch label="Stream" checked={stream} onChange={(next) => onChange({ stream: next })} />
        <span aria-hidden>Stream</span>
      </span>
    </div>
  );
}
