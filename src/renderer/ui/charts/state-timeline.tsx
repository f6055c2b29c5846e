import { useState } from 'react';
import { formatAbsolute } from '../../lib/format-time.ts';
import styles from './state-timeline.module.css';
import { TimeAxis } from './time-axis.tsx';
import { TooltipBox } from './tooltip-box.tsx';
import { useElementSize } from './use-element-size.ts';

export interface TimelineSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly text: string;
  /** A CSS colour. */
  readonly colour: string;
}

export interface StateTimelineProps {
  readonly label: string;
  readonly rows: readonly { readonly name: string; readonly spans: readonly TimelineSpan[] }[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** A narrower span says nothing of itself, but its tooltip does. */
const LEAST_TEXT_WIDTH = 44;

/** What state each of several things was in, over time. */
export function StateTimeline({ label, rows, fromMs, toMs }: StateTimelineProps) {
  const [attach, size] = useElementSize();
  const [hovered, setHovered] = useState<{ name: string; span: TimelineSpan; x: number; y: number } | null>(
    null,
  );
  const shareOf = (atMs: number) => Math.max(0, Math.min(1, (atMs - fromMs) / (toMs - fromMs)));
  const width = size?.width ?? 0;
  return (
    <div className={styles.timeline}>
      <ul className={styles.rows} aria-label={label} tabIndex={0}>
        {rows.map(({ name, spans }, index) => {
          const seen = spans.filter((span) => span.toMs > fromMs && span.fromMs < toMs);
          return (
            <li
              key={name}
              className={styles.row}
              aria-label={`${name}: ${seen.at(-1)?.text ?? 'no state'} at last`}
            >
              <span className={styles.name} title={name}>
                {name}
              </span>
              <span
                ref={index === 0 ? attach : undefined}
                className={styles.lane}
                onPointerLeave={() => setHovered(null)}
              >
                {seen.map((span) => {
                  const left = shareOf(span.fromMs);
                  const share = shareOf(span.toMs) - left;
                  return (
                    <span
                      key={span.fromMs}
                      className={styles.span}
                      style={{
                        left: `${left * 100}%`,
                        width: `${share * 100}%`,
                        borderColor: span.colour,
                        background: `color-mix(in oklab, ${span.colour} 26%, var(--surface-card))`,
                      }}
                      onPointerMove={(event) =>
                        setHovered({ name, span, x: event.clientX, y: event.clientY })
                      }
                    >
                      {share * width > LEAST_TEXT_WIDTH && <span className={styles.text}>{span.text}</span>}
                    </span>
                  );
                })}
              </span>
            </li>
          );
        })}
      </ul>
      <div className={styles.row} aria-hidden>
        <span className={styles.name} />
        <TimeAxis fromMs={fromMs} toMs={toMs} width={width} />
      </div>
      {hovered !== null && (
        <TooltipBox
          x={hovered.x}
          y={hovered.y}
          title={`${formatAbsolute(new Date(hovered.span.fromMs).toISOString())} – ${formatAbsolute(new Date(hovered.span.toMs).toISOString())}`}
          rows={[
            { name: hovered.name, colour: hovered.span.colour, text: hovered.span.text, isNearest: true },
          ]}
        />
      )}
    </div>
  );
}
