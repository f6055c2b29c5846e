import { Braces, FoldVertical, TextQuote, UnfoldVertical } from 'lucide-react';
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { displayText } from '../../lib/display-text.ts';
import { Button } from '../button.tsx';
import { CopyButton } from '../copy-button.tsx';
import { FindBar } from '../find-bar.tsx';
import { IconButton } from '../icon-button.tsx';
import { JsonRow } from './json-row.tsx';
import type { JsonRows } from './json-rows.ts';
import { looksLikeJson, pathOf, valueText } from './json-text.ts';
import { rowAfterKey } from './row-keys.ts';
import { useJsonSearch } from './use-json-search.ts';
import { VirtualLines, type VirtualLinesHandle } from './virtual-lines.tsx';
import styles from './json-viewer.module.css';

interface JsonDocumentProps {
  readonly rows: JsonRows;
  readonly label: string;
  /** Opens a text of the document as a document of its own. */
  readonly onOpenText: (text: string, path: string) => void;
}

/** A document that has been read: its lines, search in them, and the value that is selected. */
export function JsonDocument({ rows, label, onOpenText }: JsonDocumentProps) {
  const { index } = rows;
  const id = useId();
  const lines = useRef<VirtualLinesHandle>(null);
  const [selected, setSelected] = useState(0);
  const [, setVersion] = useState(0);
  const [match, setMatch] = useState(-1);
  const search = useJsonSearch(index.text);
  const changed = () => setVersion((version) => version + 1);
  const { offsets, isMore } = search.matches;
  const matched = useMemo(() => new Set(offsets.map((offset) => index.nodeAt(offset))), [index, offsets]);

  const select = (row: number) => {
    setSelected(rows.nodeAt(row));
    lines.current?.show(row);
  };
  const toMatch = (step: 1 | -1) => {
    if (offsets.length === 0) return;
    const next = match < 0 ? (step === 1 ? 0 : offsets.length - 1) : match + step;
    const wrapped = (next + offsets.length) % offsets.length;
    setMatch(wrapped);
    const row = rows.reveal(index.nodeAt(offsets[wrapped] ?? 0));
    changed();
    // The lines are there once the opened containers are drawn.
    requestAnimationFrame(() => select(row));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rowAfterKey(event.key, rows, rows.rowOf(selected));
    if (row === null) return;
    event.preventDefault();
    event.stopPropagation();
    changed();
    select(row);
  };
  const openText = (node: number) => onOpenText(valueText(index, node), pathOf(index, node));
  return (
    <>
      <div className={styles.toolbar}>
        <FindBar
          label="Search in JSON"
          query={search.query}
          onQuery={(query) => {
            setMatch(-1);
            search.setQuery(query);
          }}
          count={offsets.length}
          isMore={isMore}
          current={match}
          onStep={toMatch}
          isBusy={search.isBusy}
        />
        <IconButton
          size="small"
          label="Collapse all"
          icon={<FoldVertical aria-hidden />}
          onClick={() => {
            rows.closeAll();
            setSelected(0);
            changed();
          }}
        />
        <IconButton
          size="small"
          label="Expand all"
          icon={<UnfoldVertical aria-hidden />}
          onClick={() => {
            rows.openAll();
            changed();
          }}
        />
        <CopyButton what="JSON" text={index.text} />
      </div>
      <div
        className={styles.lines}
        role="tree"
        tabIndex={0}
        aria-label={label}
        aria-activedescendant={`${id}-${selected}`}
        onKeyDown={onKeyDown}
      >
        <VirtualLines
          ref={lines}
          count={rows.length}
          renderLine={(row) => {
            const node = rows.nodeAt(row);
            return (
              <JsonRow
                key={node}
                id={`${id}-${node}`}
                index={index}
                node={node}
                isOpen={rows.isOpen(node)}
                isSelected={node === selected}
                isMatch={matched.has(node)}
                onPress={() => {
                  setSelected(node);
                  rows.toggle(row);
                  changed();
                }}
                onWhole={() => openText(node)}
              />
            );
          }}
        />
      </div>
      <Selection rows={rows} node={selected} onOpenText={() => openText(selected)} />
    </>
  );
}

/** Longer texts are not looked at to offer them as JSON while one moves over them. */
const PEEK = 200;

function Selection(props: { rows: JsonRows; node: number; onOpenText: () => void }) {
  const { rows, node, onOpenText } = props;
  const { index } = rows;
  const path = useMemo(() => pathOf(index, node), [index, node]);
  const length = index.endOf(node) - index.startOf(node);
  const isText = index.isString(node) && length > 2;
  const peek = isText ? index.text.slice(index.startOf(node) + 1, index.startOf(node) + PEEK) : '';
  const isJson = looksLikeJson(peek.replaceAll('\\"', '"'));
  return (
    <div className={styles.selection}>
      <code className={styles.path} title={displayText(path, 400)}>
        {displayText(path, 200)}
      </code>
      {isText && (
        <Button
          size="small"
          variant="ghost"
          icon={isJson ? <Braces aria-hidden /> : <TextQuote aria-hidden />}
          onClick={onOpenText}
        >
          {isJson ? 'Open as JSON' : 'Open as text'}
        </Button>
      )}
      <CopyButton what="path" text={path} caption="Path" />
      <CopyButton what="value" text={() => valueText(index, node)} caption="Value" />
    </div>
  );
}
