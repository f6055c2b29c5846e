import { Pause, Play } from 'lucide-react';
import { useEffect } from 'react';
import { formatCount } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { MAX_COUNTED } from './trace-list-store.ts';

interface LiveButtonProps {
  readonly isPaused: boolean;
  /** Traces that came while paused. */
  readonly newCount: number;
  readonly onToggle: () => void;
}

/** Stops the list from moving and lets it go on; Space does the same unless it is typed or presses something. */
export function LiveButton({ isPaused, newCount, onToggle }: LiveButtonProps) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== ' ' || event.defaultPrevented || !isFree(event.target)) return;
      event.preventDefault();
      onToggle();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [onToggle]);
  return (
    <Button
      aria-pressed={isPaused}
      variant={isPaused && newCount > 0 ? 'primary' : 'secondary'}
      icon={isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
      title={isPaused ? 'Show what came and go on (Space)' : 'Stop the list from moving (Space)'}
      onClick={onToggle}
    >
      {isPaused
        ? newCount > 0
          ? `${formatCount(newCount)}${newCount >= MAX_COUNTED ? '+' : ''} new`
          : 'Paused'
        : 'Pause'}
    </Button>
  );
}

function isFree(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof HTMLElement && target.role === 'grid');
}
