import { Braces, Text } from 'lucide-react';
import { useMemo, useState } from 'react';
import { isStructured, JsonTree, structureOf } from '../json-tree/index.ts';
import styles from './conversation.module.css';
import { FoldedText } from './folded-text.tsx';

interface StructuredTextProps {
  readonly text: string;
  readonly foldedLength?: number | undefined;
}

/** A text: if it is JSON, as structured output is, a tree that can be switched to the text itself. */
export function StructuredText({ text, foldedLength }: StructuredTextProps) {
  const structure = useMemo(() => structureOf(text), [text]);
  const [isRaw, setRaw] = useState(false);
  const folded = foldedLength === undefined ? {} : { foldedLength };
  if (!isStructured(structure)) return <FoldedText text={text} {...folded} />;
  return (
    <div className={styles.structured}>
      <button type="button" className={styles.switch} onClick={() => setRaw(!isRaw)}>
        {isRaw ? <Braces size={12} aria-hidden /> : <Text size={12} aria-hidden />}
        {isRaw ? 'Show as tree' : 'Show as text'}
      </button>
      {isRaw ? <FoldedText text={text} isPlain {...folded} /> : <JsonTree value={structure} />}
    </div>
  );
}
