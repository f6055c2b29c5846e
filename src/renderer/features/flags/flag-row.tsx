import { Plus, X } from 'lucide-react';
import { EVERY_CALL, type Flag, type FlagOverride } from '../../../shared/flag.ts';
import { formatAbsolute } from '../../lib/format-time.ts';
import { problemOf } from '../../lib/problem.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Switch } from '../../ui/switch.tsx';
import { showToast } from '../../ui/toast-store.ts';
import styles from './flag-row.module.css';
import { isEveryCall, scopeText, valueText } from './scope-text.ts';
import { useSetFlag } from './use-flags.ts';

export interface FlagRowProps {
  readonly flag: Flag;
  readonly onAddOverride: () => void;
}

/** A flag that works: its switch for every call, and for whom it is otherwise. */
export function FlagRow({ flag, onAddOverride }: FlagRowProps) {
  const set = useSetFlag({
    onError: (error) => {
      const { message, action } = problemOf(error);
      showToast({ tone: 'error', title: 'Nothing was changed', text: `${message} ${action}` });
    },
  });
  const { name, purpose, value, overrides } = flag;
  // Back at the default, nothing needs to be set any more.
  const setForAll = (next: boolean) =>
    set.mutate({ name, value: next === flag.default ? null : next, scope: EVERY_CALL });
  const narrower = overrides.filter(({ scope }) => !isEveryCall(scope));
  return (
    <li className={styles.row}>
      <Switch label={name} checked={value} disabled={set.isPending} onChange={setForAll} />
      <div className={styles.text}>
        <p className={styles.name}>
          <code>{name}</code>
          {value !== flag.default && <Badge tone="accent">changed; default {valueText(flag.default)}</Badge>}
        </p>
        <p className={styles.purpose}>{purpose}</p>
        {narrower.length > 0 && (
          <ul aria-label={`Overrides of ${name}`} className={styles.overrides}>
            {narrower.map((override) => (
              <Override
                key={scopeText(override.scope)}
                override={override}
                onRemove={() => set.mutate({ name, value: null, scope: override.scope })}
              />
            ))}
          </ul>
        )}
      </div>
      <Button
        size="small"
        variant="ghost"
        icon={<Plus aria-hidden />}
        aria-label={`Add override of ${name}`}
        onClick={onAddOverride}
      >
        Override
      </Button>
    </li>
  );
}

interface OverrideProps {
  readonly override: FlagOverride;
  readonly onRemove: () => void;
}

function Override({ override: { scope, value, changedAt, changedBy }, onRemove }: OverrideProps) {
  return (
    <li className={styles.override} title={`${changedBy}, ${formatAbsolute(changedAt)}`}>
      <span className={styles.scope}>{scopeText(scope)}</span>
      <Badge tone={value ? 'ok' : 'neutral'}>{valueText(value)}</Badge>
      <IconButton
        size="small"
        label={`Remove the override for ${scopeText(scope)}`}
        icon={<X aria-hidden />}
        onClick={onRemove}
      />
    </li>
  );
}
