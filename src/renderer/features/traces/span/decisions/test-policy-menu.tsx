import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import { displayText } from '../../../../lib/display-text.ts';
import { useTRPC } from '../../../../lib/engine-client.ts';
import { Button } from '../../../../ui/button.tsx';
import { Menu, MenuItem } from '../../../../ui/menu.tsx';
import type { SpanPosition } from '../span-source.ts';

const SETS_SHOWN = 50;

/** Leads to the test of a policy with this exchange. */
export function TestPolicyMenu({ traceId, spanId }: SpanPosition) {
  const { data: sets } = useQuery(useTRPC().policies.list.queryOptions());
  const navigate = useNavigate();
  return (
    <Menu
      align="end"
      trigger={
        <Button size="small" icon={<FlaskConical aria-hidden />}>
          Test a policy on this
        </Button>
      }
    >
      {sets?.slice(0, SETS_SHOWN).map(({ id, latest }) => (
        <MenuItem
          key={id}
          onSelect={() =>
            void navigate({
              to: '/policies/$id',
              params: { id },
              search: { tab: 'test', trace: traceId, span: spanId },
            })
          }
        >
          {displayText(latest.content.name, 80)}
        </MenuItem>
      ))}
      {sets?.length === 0 && (
        <MenuItem onSelect={() => void navigate({ to: '/policies' })}>There is none yet: make one</MenuItem>
      )}
    </Menu>
  );
}
