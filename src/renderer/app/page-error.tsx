import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';
import { report } from '../lib/report.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Page } from '../ui/page.tsx';
import { isOutdated } from './lazy-page.ts';

/** Stands in for a page that broke; the rest of the console goes on. */
export function PageError({ error }: ErrorComponentProps) {
  const router = useRouter();
  useEffect(() => report('a page failed', error), [error]);
  const onRetry = () => {
    if (isOutdated(error)) window.location.reload();
    else void router.invalidate();
  };
  return (
    <Page title="Error" layout="fill">
      <ErrorState title="This page failed" error={error} onRetry={onRetry} />
    </Page>
  );
}
