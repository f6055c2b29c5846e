import { Expand, Flag, GitCommitVertical, Rocket, ScrollText, Shrink, Siren } from 'lucide-react';
import {
  ANNOTATION_KINDS,
  type AnnotationKind,
  type DashboardModel,
} from '../../../shared/dashboard/index.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { Switch } from '../../ui/switch.tsx';
import styles from './dashboard-bar.module.css';
import type { ResolvedVariable } from './variables/resolve-variables.ts';
import { VariablesBar } from './variables/variables-bar.tsx';

const KINDS: Readonly<Record<AnnotationKind, { readonly label: string; readonly icon: typeof Flag }>> = {
  deploys: { label: 'Deploys', icon: Rocket },
  policies: { label: 'Policies published', icon: ScrollText },
  flags: { label: 'Flags changed', icon: Flag },
  alerts: { label: 'Alerts firing', icon: Siren },
};

interface DashboardBarProps {
  readonly model: DashboardModel;
  readonly resolved: readonly ResolvedVariable[] | null;
  readonly kinds: readonly AnnotationKind[];
  readonly isKiosk: boolean;
  readonly onKinds: (kinds: AnnotationKind[]) => void;
  readonly onChoose: (name: string, values: readonly string[]) => void;
  readonly onKiosk: (isOn: boolean) => void;
}

/** Between the top bar and the panels: what can be chosen, what is marked, and how much room there is. */
export function DashboardBar(props: DashboardBarProps) {
  const { resolved, kinds, isKiosk, onKinds, onChoose, onKiosk } = props;
  return (
    <div className={styles.bar}>
      <div className={styles.variables}>
        <VariablesBar variables={resolved ?? []} onChoose={onChoose} />
      </div>
      <Popover
        label="Annotations"
        align="end"
        trigger={
          <button type="button" className={styles.trigger}>
            <GitCommitVertical aria-hidden />
            Annotations
            <span className={styles.count}>{kinds.length}</span>
          </button>
        }
      >
        <ul className={styles.kinds}>
          {ANNOTATION_KINDS.map((kind) => {
            const { label, icon: Icon } = KINDS[kind];
            const isOn = kinds.includes(kind);
            return (
              <li key={kind} className={styles.kind}>
                <Icon aria-hidden />
                <span className={styles.label}>{label}</span>
                <Switch
                  label={label}
                  checked={isOn}
                  onChange={() => onKinds(isOn ? kinds.filter((each) => each !== kind) : [...kinds, kind])}
                />
              </li>
            );
          })}
        </ul>
      </Popover>
      <IconButton
        size="small"
        label={isKiosk ? 'Leave full screen' : 'Full screen'}
        icon={isKiosk ? <Shrink aria-hidden /> : <Expand aria-hidden />}
        onClick={() => onKiosk(!isKiosk)}
      />
    </div>
  );
}
