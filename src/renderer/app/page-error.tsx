import type { ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ErrorState } from '../ui/error-state.tsx';
import { Page } from '../ui/page.tsx';

/** Stands in for a page that broke; the rest of the console goes on. */
export function PageError({ error, reset }: ErrorComponentProps) {
  useEffect(() => console.error('a page failed', error), [error]);
  return (
    <Page title="Error" layout="fill">
      <ErrorState title="This page failed" error={error} onRetry={reset} />
    </Page>
  );
}
