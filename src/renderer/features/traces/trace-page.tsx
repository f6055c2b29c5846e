import { Page } from '../../ui/page.tsx';

export function TracePage() {
  return (
    <Page title="Trace" layout="fill">
      {null}
    </Page>
  );
}
