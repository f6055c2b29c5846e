import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../lib/engine-client.ts';
import { problemOf } from '../../lib/problem.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { readDraft, toDrafts, type ModelDraft } from './simulation-draft.ts';
import styles from './simulation-section.module.css';
import { SimulationTable } from './simulation-table.tsx';

/** How the simulated models behave. What is typed counts when it is saved. */
export function SimulationSection() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const query = useQuery(trpc.simulation.get.queryOptions());
  const [edited, setEdited] = useState<readonly ModelDraft[] | null>(null);
  const save = useMutation(
    trpc.simulation.set.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries(trpc.simulation.get.queryFilter());
        setEdited(null);
        showToast({ tone: 'ok', title: 'Simulated models saved', text: 'The next call already behaves so.' });
      },
    }),
  );
  const simulation = query.data;
  if (simulation === undefined) {
    return query.error === null ? (
      <Skeleton height={280} />
    ) : (
      <ErrorState
        title="The simulated models could not be loaded"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  const drafts = edited ?? toDrafts(simulation);
  const models = drafts.flatMap((draft) => readDraft(draft).model ?? []);
  const isValid = models.length === drafts.length;
  const problem = save.error === null ? null : problemOf(save.error);
  return (
    <div>
      <Card
        title="Simulated models"
        description={`answers follow from the request and the seed ${simulation.seed}`}
        flush
        actions={
          <div className={styles.actions}>
            <Button
              size="small"
              variant="ghost"
              disabled={edited === null}
              onClick={() => {
                setEdited(null);
                save.reset();
              }}
            >
              Reset
            </Button>
            <Button
              size="small"
              variant="primary"
              disabled={edited === null || !isValid}
              busy={save.isPending}
              onClick={() => save.mutate({ ...simulation, models })}
            >
              Save
            </Button>
          </div>
        }
      >
        <SimulationTable
          drafts={drafts}
          onChange={(changed) =>
            setEdited(drafts.map((draft) => (draft.model === changed.model ? changed : draft)))
          }
        />
        {problem !== null && (
          <p role="alert" className={styles.error}>
            {problem.message} {problem.action}
          </p>
        )}
      </Card>
    </div>
  );
}
