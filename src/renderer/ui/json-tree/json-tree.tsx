import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { displayText } from '../../lib/display-text.ts';
import { formatCount } from '../../lib/format.ts';
import styles from './json-tree.module.css';
import { membersOf, type JsonValue } from './json-value.ts';

export interface JsonTreeProps {
  readonly value: JsonValue;
  /** How many levels are open at first. */
  readonly openLevels?: number;
}

/** Members shown at once: a million of them would freeze the page. */
const MEMBERS_AT_ONCE = 100;
const LONG_TEXT = 600;

/** JSON that opens level by level; closed levels cost nothing. */
export function JsonTree({ value, openLevels = 2 }: JsonTreeProps) {
  return (
    <div className={styles.tree}>
      <Node name={null} value={value} openLevels={openLevels} />
    </div>
  );
}

interface NodeProps {
  readonly name: string | null;
  readonly value: JsonValue;
  readonly openLevels: number;
}

function Node({ name, value, openLevels }: NodeProps) {
  const [isOpen, setOpen] = useState(openLevels > 0);
  const [shown, setShown] = useState(MEMBERS_AT_ONCE);
  const members = membersOf(value);
  if (members === null || members.length === 0) {
    return (
      <div className={styles.line}>
        <Name name={name} />
        {members === null ? (
          <Leaf value={value} />
        ) : (
          <span className={styles.quiet}>{Array.isArray(value) ? '[]' : '{}'}</span>
        )}
      </div>
    );
  }
  return (
    <div>
      <button type="button" className={styles.toggle} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <ChevronRight size={12} aria-hidden className={classNames(styles.chevron, isOpen && styles.open)} />
        <Name name={name} />
        <span className={styles.quiet}>
          {Array.isArray(value) ? `[${formatCount(members.length)}]` : `{${formatCount(members.length)}}`}
        </span>
      </button>
      {isOpen && (
        <div className={styles.members}>
          {members.slice(0, shown).map(([key, member]) => (
            <Node key={key} name={key} value={member} openLevels={openLevels - 1} />
          ))}
          {members.length > shown && (
            <button type="button" className={styles.more} onClick={() => setShown(shown + MEMBERS_AT_ONCE)}>
              {formatCount(members.length - shown)} more
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function Name({ name }: { name: string | null }) {
  return name === null ? null : <span className={styles.name}>{displayText(name, 120)}:</span>;
}

function Leaf({ value }: { value: JsonValue }) {
  const [isWhole, setWhole] = useState(false);
  if (typeof value !== 'string') {
    return <span className={value === null ? styles.quiet : styles.literal}>{JSON.stringify(value)}</span>;
  }
  const isCut = !isWhole && value.length > LONG_TEXT;
  return (
    <span className={styles.string}>
      {isCut ? value.slice(0, LONG_TEXT) : value}
      {isCut && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>
          … {formatCount(value.length - LONG_TEXT)} more characters
        </button>
      )}
    </span>
  );
}
