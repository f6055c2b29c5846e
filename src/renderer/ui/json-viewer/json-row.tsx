import { ChevronRight } from 'lucide-react';
import { classNames } from '../../lib/class-names.ts';
import { displayText } from '../../lib/display-text.ts';
import { formatCount } from '../../lib/format.ts';
import type { JsonIndex } from './json-index.ts';
import { nameOf, shownValue } from './json-text.ts';
import styles from './json-viewer.module.css';

const INDENT = 14;
/** Deeper levels are not indented further, or they would leave the page. */
const DEEPEST_INDENT = 24;
const SHOWN = 360;
const NAME_SHOWN = 120;
const PREVIEW = 120;

interface JsonRowProps {
  readonly index: JsonIndex;
  readonly node: number;
  readonly id: string;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  readonly isMatch: boolean;
  /** Selects the row, and opens or closes it when it is a container. */
  readonly onPress: () => void;
  /** Shows a long text whole. */
  readonly onWhole: () => void;
}

/** A value of the document on one line. */
export function JsonRow(props: JsonRowProps) {
  const { index, node, id, isOpen, isSelected, isMatch, onPress, onWhole } = props;
  const depth = depthOf(index, node);
  const isContainer = index.isContainer(node);
  const canOpen = index.countOf(node) > 0;
  const name = nameOf(index, node);
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-expanded={canOpen ? isOpen : undefined}
      aria-selected={isSelected}
      className={classNames(styles.row, isSelected && styles.selected, isMatch && styles.match)}
      style={{ paddingLeft: 6 + depth * INDENT }}
      onClick={onPress}
    >
      <ChevronRight
        size={12}
        aria-hidden
        className={classNames(styles.chevron, isOpen && styles.open, !canOpen && styles.hidden)}
      />
      {name !== null && (
        <span className={index.itemOf(node) >= 0 ? styles.item : styles.name}>
          {displayText(name, NAME_SHOWN)}:
        </span>
      )}
      {isContainer ? (
        <ContainerValue index={index} node={node} isOpen={isOpen} />
      ) : (
        <ScalarValue index={index} node={node} onWhole={onWhole} />
      )}
    </div>
  );
}

function ContainerValue({ index, node, isOpen }: { index: JsonIndex; node: number; isOpen: boolean }) {
  const count = formatCount(index.countOf(node));
  return (
    <>
      <span className={styles.count}>{index.isObject(node) ? `{${count}}` : `[${count}]`}</span>
      {!isOpen && index.countOf(node) > 0 && (
        <span className={styles.preview}>{displayText(shownValue(index, node, PREVIEW).text, PREVIEW)}</span>
      )}
    </>
  );
}

function ScalarValue({ index, node, onWhole }: { index: JsonIndex; node: number; onWhole: () => void }) {
  const { text, more } = shownValue(index, node, SHOWN);
  if (!index.isString(node)) {
    return <span className={text === 'null' ? styles.count : styles.literal}>{text}</span>;
  }
  return (
    <>
      <span className={styles.string}>&quot;{displayText(text, SHOWN)}&quot;</span>
      {(more > 0 || text.includes('\n')) && (
        <button
          type="button"
          tabIndex={-1}
          className={styles.more}
          onClick={(event) => {
            event.stopPropagation();
            onWhole();
          }}
        >
          {more > 0 ? `show all, ${formatCount(more)} more characters` : 'show lines'}
        </button>
      )}
    </>
  );
}

/** Levels above a value, as far as they are shown. */
function depthOf(index: JsonIndex, node: number): number {
  let depth = 0;
  for (let each = index.parentOf(node); each >= 0 && depth < DEEPEST_INDENT; each = index.parentOf(each)) {
    depth += 1;
  }
  return depth;
}
