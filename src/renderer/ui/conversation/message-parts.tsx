import { Brain, CornerDownRight, Paperclip, Wrench } from 'lucide-react';
import type { MessagePart } from '../../../shared/conversation.ts';
import { displayText } from '../../lib/display-text.ts';
import { formatCompact } from '../../lib/format.ts';
import { CopyButton } from '../copy-button.tsx';
import { isStructured, JsonTree, structureOf, textOf, type JsonValue } from '../json-tree/index.ts';
import styles from './conversation.module.css';
import { FoldedText } from './folded-text.tsx';
import type { ToolCallMatches, ToolCallPart, ToolResultPart } from './match-tool-calls.ts';
import { Picture } from './picture.tsx';
import { StructuredText } from './structured-text.tsx';

interface PartProps {
  readonly part: MessagePart;
  readonly matches: ToolCallMatches;
  /** Whether reasoning is unfolded. */
  readonly isOpen: boolean;
  /** How much of a long text is shown at first. */
  readonly foldedLength?: number | undefined;
}

/** One part of a message. A result whose call is in the conversation is shown there, not again. */
export function Part({ part, matches, isOpen, foldedLength }: PartProps) {
  switch (part.type) {
    case 'text':
      return <StructuredText text={part.text} foldedLength={foldedLength} />;
    case 'reasoning':
      return <Reasoning text={part.text} isOpen={isOpen} />;
    case 'tool_call':
      return <ToolCall call={part} result={matches.resultOf.get(part)} />;
    case 'tool_result':
      return <Value label="Result without a call" value={part.result} />;
    case 'media':
      return part.dataUrl !== undefined ? (
        <Picture dataUrl={part.dataUrl} description={part.description} />
      ) : (
        <span className={styles.media}>
          <Paperclip size={13} aria-hidden />
          {displayText(part.mediaType ?? 'media', 60)}
          <span className={styles.quiet}>{displayText(part.description, 160)}</span>
        </span>
      );
    case 'other':
      return <Value label="Unknown part" value={part.value} />;
  }
}

function Reasoning({ text, isOpen }: { text: string; isOpen: boolean }) {
  return (
    <details className={styles.reasoning} open={isOpen}>
      <summary>
        <Brain size={13} aria-hidden /> Reasoning
        <span className={styles.quiet}>{formatCompact(text.length)} characters</span>
      </summary>
      <FoldedText text={text} />
    </details>
  );
}

function ToolCall({ call, result }: { call: ToolCallPart; result: ToolResultPart | undefined }) {
  return (
    <div className={styles.tool}>
      <div className={styles.toolHead}>
        <Wrench size={13} aria-hidden />
        <span className={styles.toolName}>{displayText(call.name, 120)}</span>
        {call.id !== null && <span className={styles.quiet}>{displayText(call.id, 40)}</span>}
        <span className={styles.push} />
        <CopyButton text={() => textOf(call.arguments)} what="arguments" />
      </div>
      <div className={styles.toolBody}>
        <Json value={call.arguments} />
      </div>
      <div className={styles.toolResult}>
        <div className={styles.toolHead}>
          <CornerDownRight size={13} aria-hidden />
          <span>{result === undefined ? 'No result in this call' : 'Result'}</span>
          <span className={styles.push} />
          {result !== undefined && <CopyButton text={() => textOf(result.result)} what="result" />}
        </div>
        {result !== undefined && (
          <div className={styles.toolBody}>
            <Json value={result.result} />
          </div>
        )}
      </div>
    </div>
  );
}

function Value({ label, value }: { label: string; value: JsonValue }) {
  return (
    <div className={styles.tool}>
      <div className={styles.toolHead}>
        <span>{label}</span>
        <span className={styles.push} />
        <CopyButton text={() => textOf(value)} what="value" />
      </div>
      <div className={styles.toolBody}>
        <Json value={value} />
      </div>
    </div>
  );
}

function Json({ value }: { value: JsonValue }) {
  const structure = structureOf(value);
  if (isStructured(structure)) return <JsonTree value={structure} />;
  return typeof structure === 'string' ? <FoldedText text={structure} /> : <code>{String(structure)}</code>;
}
