import { Waypoints } from 'lucide-react';
import { useState } from 'react';
import type { Oddity } from '../../../../shared/trace-oddities/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Popover } from '../../../ui/popover.tsx';
import type { WaterfallModel } from '../../../ui/waterfall/index.ts';
import { OddityList } from './oddity-list.tsx';

interface OdditiesButtonProps {
  readonly model: WaterfallModel;
  readonly oddities: readonly Oddity[];
  readonly onSelect: (spanId: string) => void;
}

/** Says how many things are odd about the trace, and opens the list of them; not there where nothing is. */
export function OdditiesButton({ model, oddities, onSelect }: OdditiesButtonProps) {
  const [isOpen, setOpen] = useState(false);
  if (oddities.length === 0) return null;
  const select = (spanId: string) => {
    setOpen(false);
    onSelect(spanId);
  };
  return (
    <Popover
      label="What is odd about this trace"
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" icon={<Waypoints aria-hidden />}>
          {oddities.length === 1 ? '1 oddity' : `${oddities.length} oddities`}
        </Button>
      }
    >
      <OddityList model={model} oddities={oddities} onSelect={select} />
    </Popover>
  );
}
