import { Link } from '@tanstack/react-router';
import { MapPinOff } from 'lucide-react';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { TextLink } from '../ui/text-link.tsx';

export function NotFoundPage() {
  return (
    <Page title="Not found" layout="fill">
      <EmptyState
        icon={<MapPinOff aria-hidden />}
        title="There is no page at this address"
        actions={
          <TextLink>
            <Link to="/">Go to the Overview</Link>
          </TextLink>
        }
      >
        The link may be from a newer version, or a letter of it got lost.
      </EmptyState>
    </Page>
  );
}
