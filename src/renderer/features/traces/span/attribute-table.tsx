import { Search, Tag } from 'lucide-react';
import { Fragment, useMemo, useState } from 'react';
import type { NumericKind } from '../../../../shared/span-detail.ts';
import type { PlainAttributes } from '../../../../shared/trace.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatCount } from '../../../lib/format.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { isStructured, JsonTree, structureOf, textOf, type JsonValue } from '../../../ui/json-tree/index.ts';
import { TextField } from '../../../ui/text-field.tsx';
import {
  groupAttributes,
  searchAttributes,
  typeOf,
  type Attribute,
  type AttributeGroup,
} from './attribute-groups.ts';
import { useSpanSource } from './span-source.ts';
import styles from './attribute-table.module.css';

interface AttributeTableProps {
  readonly attributes: PlainAttributes;
  /** How many the sender left out. */
  readonly dropped?: number;
  /** How many are not here, for there are too many. */
  readonly omitted?: number;
  /** Keys of those whose value is here only in part. */
  readonly cut?: readonly string[];
  /** What kind of number, where plain JSON does not tell. */
  readonly kinds?: Readonly<Record<string, NumericKind>>;
  /** Grouped by the beginning of their names, each with its type and with links to traces that share its value. */
  readonly isFull?: boolean;
}

const SEARCH_FROM = 8;
const ROWS_AT_ONCE = 200;

/** Names and values, searched in both. */
export function AttributeTable(props: AttributeTableProps) {
  const { attributes, dropped = 0, omitted = 0, cut = [], kinds = {}, isFull = false } = props;
  const [query, setQuery] = useState('');
  const [most, setMost] = useState(ROWS_AT_ONCE);
  const all = useMemo(
    () => Object.entries(attributes).map(([key, value]): Attribute => ({ key, value })),
    [attributes],
  );
  const found = useMemo(() => searchAttributes(all, query), [all, query]);
  const groups = useMemo(() => {
    const ordered = isFull ? groupAttributes(found) : [{ name: null, attributes: found }];
    return firstOf(ordered, most);
  }, [found, most, isFull]);
  return (
    <div className={styles.frame}>
      {all.length >= SEARCH_FROM && (
        <TextField
          label="Search attributes"
          hideLabel
          placeholder={`Search ${formatCount(all.length)} attributes`}
          icon={<Search aria-hidden />}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      )}
      {groups.map(({ name, attributes: members }) => (
        <section key={name ?? ''} className={styles.group}>
          {isFull && groups.length > 1 && <h3 className={styles.heading}>{name ?? 'others'}</h3>}
          <dl>
            {members.map(({ key, value }) => (
              <Row
                key={key}
                name={key}
                value={value}
                type={isFull ? typeOf(value, Object.hasOwn(kinds, key) ? kinds[key] : undefined) : null}
                isCut={cut.includes(key)}
              />
            ))}
          </dl>
        </section>
      ))}
      {found.length === 0 && all.length > 0 && (
        <p className={styles.note}>No attribute contains this text.</p>
      )}
      {found.length > most && (
        <button type="button" className={styles.more} onClick={() => setMost(most + ROWS_AT_ONCE)}>
          Show {formatCount(Math.min(ROWS_AT_ONCE, found.length - most))} more of {formatCount(found.length)}
        </button>
      )}
      {omitted > 0 && (
        <p className={styles.note}>
          {formatCount(omitted)} more attributes are too many for this list; Raw JSON has them all.
        </p>
      )}
      {dropped > 0 && <p className={styles.note}>{formatCount(dropped)} more were dropped by the sender.</p>}
    </div>
  );
}

/** As many attributes as asked for, in their groups. */
function firstOf(groups: readonly AttributeGroup[], most: number): AttributeGroup[] {
  const first: AttributeGroup[] = [];
  let room = most;
  for (const { name, attributes } of groups) {
    if (room <= 0) break;
    first.push({ name, attributes: attributes.slice(0, room) });
    room -= attributes.length;
  }
  return first;
}

interface RowProps {
  readonly name: string;
  readonly value: JsonValue;
  /** Null: not shown, and no filters offered either. */
  readonly type: string | null;
  readonly isCut: boolean;
}

/** Longer values are not what anybody filters by. */
const LONGEST_FILTER = 300;

function Row({ name, value, type, isCut }: RowProps) {
  // Hundreds of rows with four controls each take long to make; one row is used at a time.
  const [isReached, setReached] = useState(false);
  const reach = () => setReached(true);
  return (
    <div className={styles.row} tabIndex={0} onPointerEnter={reach} onFocus={reach}>
      <dt className={styles.key} title={displayText(name, 300)}>
        <Breakable text={displayText(name, 120)} />
        {type !== null && <span className={styles.type}> {type}</span>}
      </dt>
      <dd className={styles.value}>
        <Value value={value} />
        {isCut && <p className={styles.note}>Only the beginning; Raw JSON has all of it.</p>}
        {isReached && <RowActions name={name} value={value} type={type} isCut={isCut} />}
      </dd>
    </div>
  );
}

function RowActions({ name, value, type, isCut }: RowProps) {
  const { FilterLink } = useSpanSource();
  const text = typeof value === 'object' || isCut || type === 'bytes' ? null : String(value);
  const shownName = displayText(name, 60);
  return (
    <span className={styles.actions}>
      {FilterLink !== null &&
        type !== null &&
        text !== null &&
        text.length + name.length < LONGEST_FILTER && (
          <>
            <FilterLink attribute={name} value={text} isExcluded={false} />
            <FilterLink attribute={name} value={text} isExcluded />
          </>
        )}
      {type !== null && <CopyButton what={`name ${shownName}`} text={name} icon={<Tag aria-hidden />} />}
      <CopyButton what={`value of ${shownName}`} text={() => textOf(value)} />
    </span>
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
