import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { guardNameSchema, type GuardName } from '../../../../shared/guard/index.ts';
import {
  settableParameterSchema,
  type PolicyAction,
  type SettableParameter,
} from '../../../../shared/policy/index.ts';
import { useTRPC } from '../../../lib/engine-client.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { Select, type SelectOption } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { NumberField } from '../number-field.tsx';
import styles from './action-fields.module.css';
import { JsonField } from './json-field.tsx';
import { isUnknownModel } from './unknown-model.ts';

export interface ActionFieldsProps {
  readonly action: PolicyAction;
  /** What is wrong with a field of the action, by its name. */
  readonly problem: (field: string) => string | undefined;
  readonly onChange: (action: PolicyAction) => void;
}

const GUARDS: readonly SelectOption<GuardName>[] = guardNameSchema.options.map((value) => ({
  value,
  label: value.replaceAll('_', ' '),
}));

const PARAMETERS: readonly SelectOption<SettableParameter>[] = settableParameterSchema.options.map(
  (value) => ({ value, label: value }),
);

const PERIODS = (['second', 'minute', 'hour', 'day'] as const).map((value) => ({
  value,
  label: `a ${value}`.replace('a hour', 'an hour'),
}));

const PER = (['all', 'org', 'workspace', 'user', 'key', 'model'] as const).map((value) => ({
  value,
  label: value === 'all' ? 'all calls together' : `each ${value}`,
}));

/** What there is to say about an action, by its type. */
export function ActionFields({ action, problem, onChange }: ActionFieldsProps) {
  const models = useModelNames();
  const listId = useId();
  const text = (
    label: string,
    field: string,
    value: string,
    onText: (text: string) => void,
    hint?: string,
  ) => (
    <TextField
      label={label}
      value={value}
      error={problem(field)}
      {...(hint === undefined ? {} : { hint })}
      {...(field === 'model' ? { list: listId, monospace: true } : {})}
      onChange={(event) => onText(event.target.value)}
    />
  );
  switch (action.type) {
    case 'allow':
      return <p className={styles.note}>No later rule, and no set after this one, is asked.</p>;
    case 'block':
      return (
        <div className={styles.pair}>
          {text('Message to the caller', 'message', action.message, (message) =>
            onChange({ ...action, message }),
          )}
          {text('Code', 'code', action.code, (code) => onChange({ ...action, code }))}
        </div>
      );
    case 'flag':
      return text('Label', 'label', action.label, (label) => onChange({ ...action, label }));
    case 'warn':
      return text(
        'Message',
        'message',
        action.message,
        (message) => onChange({ ...action, message }),
        'In the header x-signalbox-warning of the answer.',
      );
    case 'redact':
      return text(
        'Kinds',
        'kinds',
        action.kinds.join(', '),
        (kinds) => onChange({ ...action, kinds: listOf(kinds) }),
        'As email, card, iban; empty: everything that the guards of personal data and secrets know.',
      );
    case 'cap_tokens':
      return (
        <NumberField
          label="Tokens of answer, at most"
          value={action.tokens}
          error={problem('tokens')}
          onChange={(tokens) => onChange({ ...action, tokens })}
        />
      );
    case 'choose_model':
      return (
        <>
          {text(
            'Model',
            'model',
            action.model,
            (model) => onChange({ ...action, model }),
            isUnknownModel(action.model, models)
              ? 'Nobody answers by this name now: calls that match would fail.'
              : 'A model, PROVIDER/MODEL or a route.',
          )}
          <datalist id={listId}>
            {models.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      );
    case 'forbid_models':
      return text(
        'Models',
        'models',
        action.models.join(', '),
        (list) => onChange({ ...action, models: listOf(list) }),
        'Models or PROVIDER/MODEL; * stands for any run of characters.',
      );
    case 'set_parameter':
      return <ParameterFields action={action} problem={problem} onChange={onChange} />;
    case 'limit':
      return <LimitFields action={action} problem={problem} onChange={onChange} />;
    case 'require_guard':
      return (
        <Labelled label="Guard, also when it is switched off">
          <Select
            label="Guard"
            value={action.guard}
            options={GUARDS}
            onChange={(guard) => onChange({ ...action, guard })}
          />
        </Labelled>
      );
    case 'review':
      return (
        <NumberField
          label="Percent of the calls"
          value={action.percent}
          error={problem('percent')}
          onChange={(percent) => onChange({ ...action, percent })}
        />
      );
    case 'tag':
      return (
        <div className={styles.pair}>
          {text('Key', 'key', action.key, (key) => onChange({ ...action, key }))}
          {text('Value', 'value', action.value, (value) => onChange({ ...action, value }))}
        </div>
      );
    case 'check_json':
      return (
        <>
          <JsonField
            label="JSON schema"
            value={action.schema}
            hint="Empty: the schema that the request asks for."
            onChange={(schema) => onChange({ ...action, schema })}
          />
          <div className={styles.switch}>
            <Switch
              label="Let the model mend an answer that does not fit"
              checked={action.repair}
              onChange={(repair) => onChange({ ...action, repair })}
            />
            Let the model mend an answer that does not fit, once
          </div>
        </>
      );
  }
}

interface FieldsOf<Type extends PolicyAction['type']> extends Omit<ActionFieldsProps, 'action'> {
  readonly action: Extract<PolicyAction, { type: Type }>;
}

function ParameterFields({ action, problem, onChange }: FieldsOf<'set_parameter'>) {
  const isText = action.parameter === 'serviceTier';
  const choose = (parameter: SettableParameter) => {
    const value = parameter === 'serviceTier' ? 'default' : 0;
    onChange({ ...action, parameter, value: action.value === null ? null : value });
  };
  return (
    <>
      <div className={styles.pair}>
        <Labelled label="Parameter">
          <Select label="Parameter" value={action.parameter} options={PARAMETERS} onChange={choose} />
        </Labelled>
        {action.value !== null &&
          (isText ? (
            <TextField
              label="Value"
              value={String(action.value)}
              error={problem('value')}
              onChange={(event) => onChange({ ...action, value: event.target.value })}
            />
          ) : (
            <NumberField
              label="Value"
              value={Number(action.value)}
              error={problem('value')}
              onChange={(value) => onChange({ ...action, value })}
            />
          ))}
      </div>
      <div className={styles.switch}>
        <Switch
          label="Leave the parameter out"
          checked={action.value === null}
          onChange={(isOut) => onChange({ ...action, value: isOut ? null : isText ? 'default' : 0 })}
        />
        Leave it out of the request
      </div>
    </>
  );
}

function LimitFields({ action, problem, onChange }: FieldsOf<'limit'>) {
  return (
    <div className={styles.triple}>
      <NumberField
        label="Requests"
        value={action.requests}
        error={problem('requests')}
        onChange={(requests) => onChange({ ...action, requests })}
      />
      <Labelled label="In">
        <Select
          label="In"
          value={action.period}
          options={PERIODS}
          onChange={(period) => onChange({ ...action, period })}
        />
      </Labelled>
      <Labelled label="Of">
        <Select
          label="Of"
          value={action.per}
          options={PER}
          onChange={(per) => onChange({ ...action, per })}
        />
      </Labelled>
    </div>
  );
}

function useModelNames(): readonly string[] {
  const { data = [] } = useQuery(useTRPC().routes.models.queryOptions(undefined, { staleTime: 60_000 }));
  return [...new Set(data.map(({ id }) => id))];
}

/** What stands between commas; a comma at the end waits for more. */
function listOf(text: string): string[] {
  const parts = text.split(',').map((part) => part.trimStart());
  return parts.length === 1 && parts[0] === '' ? [] : parts;
}
