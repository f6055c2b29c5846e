import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Undo2, Upload } from 'lucide-react';
import { useRef } from 'react';
import type { PriceInfo } from '../../../shared/prices.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { problemOf } from '../../lib/problem.ts';
import { Button } from '../../ui/button.tsx';
import { showToast } from '../../ui/toast-store.ts';
import styles from './import-catalogue.module.css';

/** Takes a newer catalogue from a file, and goes back to the one before. */
export function ImportCatalogue({ previous }: Pick<PriceInfo, 'previous'>) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const outcome = {
    onSuccess: async ({ source, date }: PriceInfo) => {
      await cache.invalidateQueries(trpc.prices.get.queryFilter());
      showToast({ tone: 'ok', title: `Prices of ${date}`, text: `${source} is in force from now on.` });
    },
    onError: (error: unknown) =>
      showToast({ tone: 'error', title: 'The prices stay as they are', text: problemOf(error).message }),
  } as const;
  const take = useMutation(trpc.prices.import.mutationOptions(outcome));
  const back = useMutation(trpc.prices.back.mutationOptions(outcome));

  const read = async (file: File | undefined) => {
    if (file !== undefined) take.mutate({ text: await file.text() });
    // The same file can then be chosen again.
    if (input.current !== null) input.current.value = '';
  };

  return (
    <div className={styles.actions}>
      {previous !== null && (
        <Button
          size="small"
          variant="ghost"
          icon={<Undo2 aria-hidden />}
          busy={back.isPending}
          title={`${previous.source}, of ${previous.date}`}
          onClick={() => back.mutate()}
        >
          Go back to {previous.date}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        aria-label="Catalogue file"
        className={styles.file}
        tabIndex={-1}
        onChange={(event) => void read(event.target.files?.[0])}
      />
      <Button
        size="small"
        icon={<Upload aria-hidden />}
        busy={take.isPending}
        onClick={() => input.current?.click()}
      >
        Import newer…
      </Button>
    </div>
  );
}
