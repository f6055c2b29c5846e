import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { TextLink } from '../../ui/text-link.tsx';
import type { HelpfulPage } from './issue-page.ts';

/** A link to the page on which something can be done. */
export function HelpfulLink({ page }: { readonly page: HelpfulPage }) {
  return <TextLink>{LINKS[page]}</TextLink>;
}

const LINKS: Readonly<Record<HelpfulPage, ReactNode>> = {
  'failed-traces': (
    <Link to="/traces" search={{ status: 'error' }}>
      Failed traces
    </Link>
  ),
  'slow-traces': (
    <Link to="/traces" search={{ sort: 'duration' }}>
      Slowest traces
    </Link>
  ),
  routing: <Link to="/routing">Routing</Link>,
  limits: <Link to="/limits">Limits</Link>,
  data: (
    <Link to="/settings" search={{ section: 'data' }}>
      Stored data
    </Link>
  ),
};
