import { Link } from '@tanstack/react-router';
import { formatAbsolute, formatRelative } from '../../lib/format-time.ts';
import { TextLink } from '../../ui/text-link.tsx';

/** When an exchange was; leads to its span. */
export function ExchangeLink({
  exchange: { traceId, spanId, time },
  now,
}: {
  exchange: { traceId: string; spanId: string; time: string };
  now: number;
}) {
  return (
    <Link to="/traces/$traceId" params={{ traceId }} search={{ span: spanId }} title={formatAbsolute(time)}>
      <TextLink>{formatRelative(time, now)}</TextLink>
    </Link>
  );
}
