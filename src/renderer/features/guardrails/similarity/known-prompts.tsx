import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { CuratedList, PromptEntry } from '../../../../shared/similarity.ts';
import { displayText } from '../../../lib/display-text.ts';
import { problemText } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { InlineError } from '../../../ui/inline-error.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { AddPromptsDialog } from './add-prompts-dialog.tsx';
import styles from './known-prompts.module.css';
import { usePromptEntries, useSimilarityChanges } from './use-similarity.ts';

const SHOWN_AT_ONCE = 20;
const MOST_CHARACTERS = 300;

/** The lists that people keep: known bad and known good prompts. */
export function KnownPrompts() {
  const [list, setList] = useState<CuratedList>('bad');
  const [isAdding, setAdding] = useState(false);
  const entries = usePromptEntries();
  const of = (name: CuratedList) => entries.data?.filter((entry) => entry.list === name) ?? [];
  const segments = [
    { value: 'bad', label: `Known bad ${of('bad').length}`, name: 'Known bad' },
    { value: 'good', label: `Known good ${of('good').length}`, name: 'Known good' },
  ] as const;
  return (
    <section className={styles.known} aria-label="Known prompts">
      <div className={styles.head}>
        <SegmentedControl label="List" value={list} segments={segments} onChange={setList} />
        <Button icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
          Add prompts
        </Button>
      </div>
      {entries.data === undefined && entries.error !== null ? (
        <InlineError
          title="The lists could not be loaded"
          error={entries.error}
          onRetry={() => void entries.refetch()}
        />
      ) : (
        <Entries key={list} list={list} entries={of(list)} isLoading={entries.data === undefined} />
      )}
      {isAdding && <AddPromptsDialog list={list} onClose={() => setAdding(false)} />}
    </section>
  );
}

interface EntriesProps {
  readonly list: CuratedList;
  readonly entries: readonly PromptEntry[];
  readonly isLoading: boolean;
}

function Entries({ list, entries, isLoading }: EntriesProps) {
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const { remove } = useSimilarityChanges();
  if (isLoading) return null;
  if (entries.length === 0) {
    return (
      <p className={styles.empty}>
        {list === 'bad'
          ? 'No prompt is known as bad yet. Add attacks you have seen, a line each.'
          : 'No prompt is known as good yet. Add what must never be refused for being like a bad one.'}
      </p>
    );
  }
  return (
    <>
      <ul className={styles.entries}>
        {entries
          .toReversed()
          .slice(0, shown)
          .map(({ id, text }) => (
            <li key={id} className={styles.entry}>
              <span className={styles.text}>{displayText(text, MOST_CHARACTERS)}</span>
              <IconButton
                size="small"
                label={`Remove ${displayText(text, 40)}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => remove.mutate({ id })}
              />
            </li>
          ))}
      </ul>
      {entries.length > shown && (
        <Button size="small" variant="ghost" onClick={() => setShown(shown + SHOWN_AT_ONCE)}>
          Show more
        </Button>
      )}
      {remove.error !== null && (
        <p role="alert" className={styles.error}>
          {problemText(remove.error)}
        </p>
      )}
    </>
  );
}
