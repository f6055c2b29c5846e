import { Check, Copy, X } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { copyText } from '../lib/copy-text.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';

const SHOWN_MS = 1_600;

export interface CopyButtonProps {
  /** A long text may be made only when it is copied. */
  readonly text: string | (() => string);
  /** What is copied, for example "gateway address". */
  readonly what: string;
  /** Written on the button; without it there is only an icon. */
  readonly caption?: string;
  /** Told apart from another beside it. */
  readonly icon?: ReactNode;
}

export function CopyButton({ text, what, caption, icon = <Copy aria-hidden /> }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'refused'>('none');
  useEffect(() => {
    if (outcome === 'none') return;
    const timer = setTimeout(() => setOutcome('none'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () =>
    void copyText(typeof text === 'string' ? text : text()).then((done) =>
      setOutcome(done ? 'copied' : 'refused'),
    );
  const labels = { none: `Copy ${what}`, copied: 'Copied', refused: 'The browser refused to copy' };
  const icons = { none: icon, copied: <Check aria-hidden />, refused: <X aria-hidden /> };
  if (caption !== undefined) {
    return (
      <Button size="small" icon={icons[outcome]} onClick={copy}>
        {outcome === 'none' ? caption : labels[outcome]}
      </Button>
    );
  }
  return <IconButton size="small" label={labels[outcome]} icon={icons[outcome]} onClick={copy} />;
}
