import { WifiOff } from 'lucide-react';
import { useConnection } from '../lib/connection-store.ts';
import { formatClock, formatRelative } from '../lib/format-time.ts';
import { useNow } from '../lib/use-now.ts';
import { Banner } from '../ui/banner.tsx';

/** Says since when the data on screen are old, and why. Nothing while the connection is there. */
export function ConnectionBanner() {
  const connection = useConnection();
  if (connection.status !== 'lost') return null;
  return (
    <Banner tone="warning" icon={<WifiOff aria-hidden />}>
      <strong>{connection.reason}.</strong> What you see is from {formatClock(connection.since)} (
      <Elapsed since={connection.since} />
      ). The console reconnects by itself.
    </Banner>
  );
}

function Elapsed({ since }: { readonly since: number }) {
  const now = useNow(1_000);
  // A live region would read every second aloud.
  return <span aria-hidden>{formatRelative(new Date(since).toISOString(), now)}</span>;
}
