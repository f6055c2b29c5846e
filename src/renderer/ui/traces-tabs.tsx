import { PageTabs, type PageTab } from './page-tabs.tsx';

const TABS: readonly PageTab[] = [
  { to: '/traces', label: 'Traces' },
  { to: '/sessions', label: 'Sessions' },
  { to: '/services', label: 'Service map' },
];

/** The ways of looking at what was recorded: call by call, by conversation, by service. */
export function TracesTabs() {
  return <PageTabs label="Views of traces" tabs={TABS} />;
}
