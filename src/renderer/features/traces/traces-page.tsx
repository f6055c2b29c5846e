import { Page } from '../../ui/page.tsx';

export function TracesPage() {
  return (
    <Page title="Traces" hasTimeRange layout="fill">
      {null}
    </Page>
  );
}
