import { Plus, X } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { NumberField } from '../number-field.tsx';
import type { TypedExchange, TypedMessage } from './typed-exchange.ts';
import styles from './typed-exchange-form.module.css';

const ROLES = ['system', 'user', 'assistant', 'tool'].map((value) => ({ value, label: value }));

interface TypedExchangeFormProps {
  readonly typed: TypedExchange;
  readonly onChange: (typed: TypedExchange) => void;
}

export function TypedExchangeForm({ typed, onChange }: TypedExchangeFormProps) {
  const change = (part: Partial<TypedExchange>) => onChange({ ...typed, ...part });
  const text = (field: 'model' | 'provider' | 'org' | 'workspace' | 'user', label: string) => (
    <TextField
      label={label}
      value={typed[field]}
      onChange={(event) => change({ [field]: event.target.value })}
    />
  );
  return (
    <div className={styles.form}>
      <div className={styles.pair}>
        {text('model', 'Model')}
        {text('provider', 'Provider')}
      </div>
      <div className={styles.triple}>
        <NumberField
          label="Tokens of prompt"
          value={typed.inputTokens}
          onChange={(inputTokens) => change({ inputTokens })}
        />
        <NumberField
          label="Tokens of answer, at most"
          value={typed.maxTokens}
          onChange={(maxTokens) => change({ maxTokens })}
        />
        <NumberField
          label="May cost, dollars"
          value={typed.costEstimate}
          onChange={(costEstimate) => change({ costEstimate })}
        />
      </div>
      <div className={styles.triple}>
        {text('org', 'Org')}
        {text('workspace', 'Workspace')}
        {text('user', 'User')}
      </div>
      <div className={styles.switch}>
        <Switch label="Streamed" checked={typed.stream} onChange={(stream) => change({ stream })} />
        Streamed
      </div>
      <Messages messages={typed.messages} onChange={(messages) => change({ messages })} />
    </div>
  );
}

interface MessagesProps {
  readonly messages: readonly TypedMessage[];
  readonly onChange: (messages: readonly TypedMessage[]) => void;
}

function Messages({ messages, onChange }: MessagesProps) {
  const change = (id: number, part: Partial<TypedMessage>) =>
    onChange(messages.map((message) => (message.id === id ? { ...message, ...part } : message)));
  const nextId = Math.max(0, ...messages.map(({ id }) => id)) + 1;
  return (
    <Labelled label="Messages">
      <ul className={styles.messages}>
        {messages.map((message, index) => (
          <li key={message.id} className={styles.message}>
            <div className={styles.head}>
              <Select
                label={`Role of message ${index + 1}`}
                size="small"
                value={message.role}
                options={ROLES}
                onChange={(role) => change(message.id, { role })}
              />
              <IconButton
                size="small"
                label={`Remove message ${index + 1}`}
                icon={<X aria-hidden />}
                onClick={() => onChange(messages.filter(({ id }) => id !== message.id))}
              />
            </div>
            <textarea
              aria-label={`Text of message ${index + 1}`}
              rows={3}
              dir="auto"
              value={message.text}
              className={styles.area}
              onChange={(event) => change(message.id, { text: event.target.value })}
            />
          </li>
        ))}
      </ul>
      <div>
        <Button
          size="small"
          icon={<Plus aria-hidden />}
          onClick={() => onChange([...messages, { id: nextId, role: 'user', text: '' }])}
        >
          Add message
        </Button>
      </div>
    </Labelled>
  );
}
