import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { classNames } from '../../../lib/class-names.ts';
import { useTRPC } from '../../../lib/engine-client.ts';
import { diffLines } from '../../../lib/text-diff.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { pairedLines, unifiedLines, type DiffLine } from './diff-rows.ts';
import styles from './yaml-diff.module.css';

interface YamlDiffProps {
  readonly setId: string;
  readonly before: number;
  readonly after: number;
  readonly isSideBySide: boolean;
}

/** Two versions as YAML text, unified or side by side. */
export function YamlDiff({ setId, before, after, isSideBySide }: YamlDiffProps) {
  const trpc = useTRPC();
  // A version never changes.
  const old = useQuery(
    trpc.policies.exportYaml.queryOptions({ id: setId, version: before }, { staleTime: Infinity }),
  );
  const now = useQuery(
    trpc.policies.exportYaml.queryOptions({ id: setId, version: after }, { staleTime: Infinity }),
  );
  const lines = useMemo(
    () =>
      old.data === undefined || now.data === undefined ? null : unifiedLines(diffLines(old.data, now.data)),
    [old.data, now.data],
  );
  const error = old.error ?? now.error;
  if (error !== null) return <ErrorState title="The versions could not be loaded" error={error} />;
  if (lines === null) return <Skeleton height={200} />;
  return (
    <div className={styles.text} tabIndex={0} role="region" aria-label="Difference as YAML">
      {isSideBySide ? (
        <div className={styles.sides}>
          {pairedLines(lines).map(({ left, right }, index) => (
            <div key={index} className={styles.pair}>
              <Line line={left} number={left?.before ?? null} />
              <Line line={right} number={right?.after ?? null} />
            </div>
          ))}
        </div>
      ) : (
        lines.map((line, index) => (
          <Line key={index} line={line} number={line.after ?? line.before} isMarked />
        ))
      )}
    </div>
  );
}

interface LineProps {
  readonly line: DiffLine | null;
  readonly number: number | null;
  /** With a sign before it. */
  readonly isMarked?: boolean;
}

const SIGNS = { same: ' ', removed: '-', added: '+' } as const;

function Line({ line, number, isMarked = false }: LineProps) {
  const kind = line?.kind ?? 'none';
  const Tag = kind === 'removed' ? 'del' : kind === 'added' ? 'ins' : 'span';
  return (
    <div className={classNames(styles.line, styles[kind])}>
      <span className={styles.number}>{number}</span>
      <Tag className={styles.content}>
        {isMarked && line !== null && `${SIGNS[line.kind]} `}
        {line?.text}
      </Tag>
    </div>
  );
}
