import {
  CircleAlert,
  Copy,
  Download,
  Ellipsis,
  Expand,
  Image,
  Info,
  Pencil,
  Shrink,
  Trash2,
  Unplug,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../../../lib/class-names.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../../ui/menu.tsx';
import { NOT_IN_PICTURE } from '../../../ui/picture/index.ts';
import { Tooltip } from '../../../ui/tooltip.tsx';
import styles from './panel-header.module.css';
import type { PanelActions } from './panel-props.ts';
import type { PanelFiles } from './use-panel-files.ts';

export interface PanelHeaderProps {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** What did not go well though something is shown. */
  readonly problem: string | null;
  /** Why what is shown is no longer of now. */
  readonly stale: string | null;
  readonly actions: PanelActions;
  readonly files: PanelFiles;
  readonly isFullScreen: boolean;
  readonly className: string | undefined;
}

/** The title of a panel, what is to be said about it, and its menu. */
export function PanelHeader(props: PanelHeaderProps) {
  const { id, title, description, problem, stale, className } = props;
  return (
    <header className={classNames(styles.header, className)}>
      <h3 id={id} className={styles.title} title={title}>
        {title}
      </h3>
      {description !== '' && <Note icon={<Info aria-hidden />} text={description} label="Description" />}
      {problem !== null && (
        <Note icon={<CircleAlert aria-hidden />} text={problem} label="Problem" tone="warning" />
      )}
      {stale !== null && (
        <Note icon={<Unplug aria-hidden />} text={stale} label="Not up to date" tone="warning" />
      )}
      <span className={styles.menu} {...NOT_IN_PICTURE}>
        <PanelMenu {...props} />
      </span>
    </header>
  );
}

function PanelMenu({ title, actions, files, isFullScreen }: PanelHeaderProps) {
  const { onView, onEdit, onDuplicate, onRemove } = actions;
  const name = title === '' ? 'the panel' : title;
  return (
    <Menu
      align="end"
      trigger={<IconButton size="small" label={`Menu of ${name}`} icon={<Ellipsis aria-hidden />} />}
    >
      {onView && (
        <MenuItem icon={isFullScreen ? <Shrink aria-hidden /> : <Expand aria-hidden />} onSelect={onView}>
          {isFullScreen ? 'Leave full screen' : 'Full screen'}
        </MenuItem>
      )}
      {onEdit && (
        <MenuItem icon={<Pencil aria-hidden />} onSelect={onEdit}>
          Edit
        </MenuItem>
      )}
      {onDuplicate && (
        <MenuItem icon={<Copy aria-hidden />} onSelect={onDuplicate}>
          Duplicate
        </MenuItem>
      )}
      {(onView ?? onEdit ?? onDuplicate) !== undefined && <MenuSeparator />}
      <MenuItem icon={<Image aria-hidden />} onSelect={files.savePicture}>
        Save as PNG
      </MenuItem>
      {files.saveValues !== null && (
        <MenuItem icon={<Download aria-hidden />} onSelect={files.saveValues}>
          Save values as CSV
        </MenuItem>
      )}
      {onRemove && (
        <>
          <MenuSeparator />
          <MenuItem icon={<Trash2 aria-hidden />} danger onSelect={onRemove}>
            Remove
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

function Note({
  icon,
  text,
  label,
  tone = 'muted',
}: {
  readonly icon: ReactNode;
  readonly text: string;
  readonly label: string;
  readonly tone?: 'muted' | 'warning';
}) {
  return (
    <Tooltip content={<span className={styles.noteText}>{text}</span>}>
      <button
        type="button"
        className={classNames(styles.note, styles[tone])}
        aria-label={`${label}: ${text}`}
        {...NOT_IN_PICTURE}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
