import { useRef, useState, type KeyboardEvent } from 'react';
import type { ComponentState } from '../../../shared/health/index.ts';
import { classNames } from '../../lib/class-names.ts';
import { formatTick } from '../../lib/format-time.ts';
import styles from './history-strip.module.css';
import { STATE_WORDS } from './state-words.ts';

export interface HistoryStripProps {
  readonly label: string;
  readonly fromMs: number;
  readonly bucketMs: number;
  /** Of each bucket; null: nobody looked. */
  readonly states: readonly (ComponentState | null)[];
  readonly scores: readonly (number | null)[];
  /** The check to be opened, by its id. */
  readonly records: readonly (number | null)[];
  readonly onOpen: (record: number) => void;
}

/** How something was, bucket by bucket. One stop of Tab; the arrows go from check to check, Enter opens one. */
export function HistoryStrip(props: HistoryStripProps) {
  const { label, states, records, onOpen } = props;
  const group = useRef<HTMLDivElement>(null);
  const openable = records.flatMap((record, index) => (record === null ? [] : [index]));
  const [chosen, setChosen] = useState<number | null>(null);
  const stop = chosen !== null && openable.includes(chosen) ? chosen : (openable.at(-1) ?? null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined || stop === null) return;
    event.preventDefault();
    const next = openable[openable.indexOf(stop) + step];
    if (next === undefined) return;
    setChosen(next);
    group.current?.querySelector<HTMLButtonElement>(`[data-cell="${next}"]`)?.focus();
  };
  return (
    <div ref={group} role="group" aria-label={label} className={styles.strip} onKeyDown={move}>
      {states.map((state, index) => {
        const record = records[index] ?? null;
        const look = classNames(styles.cell, state !== null && styles[state]);
        if (record === null || state === null) return <span key={index} className={look} />;
        const words = cellWords(props, state, index);
        return (
          <button
            key={index}
            type="button"
            data-cell={index}
            tabIndex={index === stop ? 0 : -1}
            aria-label={words}
            title={words}
            className={look}
            onClick={() => onOpen(record)}
          />
        );
      })}
    </div>
  );
}

function cellWords(
  { fromMs, bucketMs, states, scores }: HistoryStripProps,
  state: ComponentState,
  index: number,
) {
  const spanMs = bucketMs * states.length;
  const from = formatTick(fromMs + index * bucketMs, spanMs);
  const to = formatTick(fromMs + (index + 1) * bucketMs, spanMs);
  const score = scores[index] ?? null;
  return `${from} – ${to}: ${STATE_WORDS[state]}${score === null ? '' : `, score ${score}`}`;
}
