import { formatCompact, formatMicros, formatMoney } from '../../lib/format.ts';
import { displayText } from '../../lib/display-text.ts';
import { serviceColour } from '../../lib/series-colour.ts';
import styles from './span-tooltip.module.css';
import { outlineSpan, type WaterfallModel } from './waterfall-model.ts';

interface SpanTooltipProps {
  readonly model: WaterfallModel;
  readonly row: number;
  /** The pointer, in the window. */
  readonly at: { x: number; y: number };
}

const WIDTH = 280;
const OFFSET = 14;

/** What is known about the span under the pointer, with the sums of all below it. */
export function SpanTooltip({ model, row, at }: SpanTooltipProps) {
  const span = outlineSpan(model, row);
  const { rollup } = model;
  const below = (rollup.spans[row] ?? 1) - 1;
  const left = at.x + OFFSET + WIDTH > window.innerWidth ? at.x - OFFSET - WIDTH : at.x + OFFSET;
  const isLow = at.y > window.innerHeight * 0.65;
  const vertical = isLow ? { bottom: window.innerHeight - at.y + OFFSET } : { top: at.y + OFFSET };
  return (
    <div className={styles.tooltip} style={{ left, width: WIDTH, ...vertical }} aria-hidden="true">
      <div className={styles.name}>{displayText(span.name, 300)}</div>
      <div className={styles.service}>
        <span className={styles.dot} style={{ background: serviceColour(span.service) }} />
        {displayText(span.service, 100)}
      </div>
      <dl className={styles.facts}>
        <Fact name="Duration" value={formatMicros(span.durationMicros)} />
        <Fact name="Starts at" value={`+${formatMicros(span.startMicros)}`} />
        {span.model !== null && <Fact name="Model" value={displayText(span.model, 80)} />}
        {rollup.hasTokens[row] === 1 && (
          <Fact
            name={below > 0 ? 'Tokens, subtree' : 'Tokens'}
            value={`${formatCompact(rollup.inputTokens[row] ?? 0)} in · ${formatCompact(rollup.outputTokens[row] ?? 0)} out`}
          />
        )}
        {rollup.hasCost[row] === 1 && (
          <Fact
            name={below > 0 ? 'Cost, subtree' : 'Cost'}
            value={formatMoney(String(rollup.costNanos[row]))}
          />
        )}
        {below > 0 && <Fact name="Spans below" value={below.toLocaleString()} />}
        {(rollup.errors[row] ?? 0) > 0 && <Fact name="Failed" value={String(rollup.errors[row])} isError />}
      </dl>
    </div>
  );
}

function Fact({ name, value, isError = false }: { name: string; value: string; isError?: boolean }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={isError ? styles.failed : undefined}>{value}</dd>
    </>
  );
}
