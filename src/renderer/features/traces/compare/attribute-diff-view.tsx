import { useMemo } from 'react';
import type { Span } from '../../../../shared/trace.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatCount } from '../../../lib/format.ts';
import { diffAttributes, type DiffedAttribute } from './attribute-diff.ts';
import styles from './attribute-diff-view.module.css';
import { diffText } from '../../../lib/text-diff.ts';
import { TextPieces } from './text-pieces.tsx';

const MOST_SHOWN = 200;

/** The attributes that differ, word by word. Messages have a tab of their own. */
export function AttributeDiffView({
  first,
  second,
}: {
  readonly first: Span | null;
  readonly second: Span | null;
}) {
  const { changed, sameCount } = useMemo(
    () => diffAttributes(first?.attributes ?? {}, second?.attributes ?? {}),
    [first, second],
  );
  return (
    <>
      {changed.length === 0 && <p className={styles.note}>No attribute differs.</p>}
      <dl className={styles.list}>
        {changed.slice(0, MOST_SHOWN).map((attribute) => (
          <div key={attribute.key}>
            <dt className={styles.key}>
              {displayText(attribute.key, 120)}
              {attribute.before === null && <span className={styles.only}>only in B</span>}
              {attribute.now === null && <span className={styles.only}>only in A</span>}
            </dt>
            <dd className={styles.value}>
              <Value attribute={attribute} />
            </dd>
          </div>
        ))}
      </dl>
      {changed.length > MOST_SHOWN && (
        <p className={styles.note}>{formatCount(changed.length - MOST_SHOWN)} more differ.</p>
      )}
      {sameCount > 0 && (
        <p className={styles.note}>
          {sameCount === 1 ? 'One attribute is equal.' : `${formatCount(sameCount)} attributes are equal.`}
        </p>
      )}
    </>
  );
}

function Value({ attribute: { before, now } }: { readonly attribute: DiffedAttribute }) {
  const pieces = useMemo(() => diffText(before ?? '', now ?? ''), [before, now]);
  return (
    <TextPieces
      pieces={before === null || now === null ? pieces.map(({ text }) => ({ kind: 'same', text })) : pieces}
    />
  );
}
