import { useNavigate } from '@tanstack/react-router';
import { GitCompareArrows } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import type { Selection } from '../list/selection.ts';

/** Leads from two marked traces to their comparison; nothing for any other number of them. */
export function CompareSelected({ selection }: { readonly selection: Selection }) {
  const navigate = useNavigate();
  if (selection.kind !== 'some' || selection.ids.size !== 2) return null;
  const [a, b] = selection.ids;
  return (
    <Button
      size="small"
      icon={<GitCompareArrows aria-hidden />}
      onClick={() => void navigate({ to: '/traces/compare', search: { a, b } })}
    >
      Compare
    </Button>
  );
}
