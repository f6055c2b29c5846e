import { useNavigate } from '@tanstack/react-router';
import { GitCompareArrows } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TraceChooser } from './trace-chooser.tsx';

/** Leads from a trace to its comparison with another. */
export function CompareWith({ traceId }: { readonly traceId: string }) {
  const [isOpen, setOpen] = useState(false);
  const navigate = useNavigate();
  return (
    <>
      <IconButton
        label="Compare with another trace"
        icon={<GitCompareArrows aria-hidden />}
        onClick={() => setOpen(true)}
      />
      <Dialog open={isOpen} onClose={() => setOpen(false)} title="Compare with…" width="wide">
        <TraceChooser
          likeTraceId={traceId}
          onChoose={(other) => void navigate({ to: '/traces/compare', search: { a: traceId, b: other } })}
        />
      </Dialog>
    </>
  );
}
