import { Search } from 'lucide-react';
import { Fragment, useMemo, useState } from 'react';
import type { PlainAttributes } from '../../../../shared/trace.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatCount } from '../../../lib/format.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { isStructured, JsonTree, structureOf, textOf, type JsonValue } from '../../../ui/json-tree/index.ts';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './attribute-table.module.css';

interface AttributeTableProps {
  readonly attributes: PlainAttributes;
  /** How many the sender left out. */
  readonly dropped?: number;
}

const SEARCH_FROM = 8;
const ROWS_AT_ONCE = 200;

/** Names and values, searched in both. */
export function AttributeTable({ attributes, dropped = 0 }: AttributeTableProps) {
  const [query, setQuery] = useState('');
  const entries = useMemo(
    () => Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)),
    [attributes],
  );
  const wanted = query.trim().toLowerCase();
  const found = entries.filter(
    ([key, value]) => wanted === '' || `${key}\n${textOf(value)}`.toLowerCase().includes(wanted),
  );
  return (
    <div className={styles.frame}>
      {entries.length >= SEARCH_FROM && (
        <TextField
          label="Search attributes"
          hideLabel
          placeholder="Search attributes"
          icon={<Search aria-hidden />}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      )}
      <dl className={styles.list}>
        {found.slice(0, ROWS_AT_ONCE).map(([key, value]) => (
          <div key={key} className={styles.row}>
            <dt className={styles.key} title={displayText(key, 300)}>
              <Breakable text={displayText(key, 120)} />
            </dt>
            <dd className={styles.value}>
              <Value value={value} />
              <span className={styles.copy}>
                <CopyButton what={`value of ${displayText(key, 60)}`} text={textOf(value)} />
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {found.length === 0 && <p className={styles.note}>No attribute contains this text.</p>}
      {found.length > ROWS_AT_ONCE && (
        <p className={styles.note}>
          {formatCount(found.length - ROWS_AT_ONCE)} more: search to narrow them down.
        </p>
      )}
      {dropped > 0 && <p className={styles.note}>{formatCount(dropped)} more were dropped by the sender.</p>}
    </div>
  );
}

/** Names are broken after their dots and underscores before anywhere else. */
function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[._])/).map((part, index) => (
    <Fragment key={index}>
      {part}
      <wbr />
    </Fragment>
  ));
}

function Value({ value }: { value: JsonValue }) {
  const structure = useMemo(() => structureOf(value), [value]);
  return <JsonTree value={structure} openLevels={isStructured(structure) ? 1 : 0} />;
}
