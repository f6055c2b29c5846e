import type { Span } from '../../../../shared/trace.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatMicros } from '../../../lib/format.ts';
import { modelColour, serviceColour } from '../../../lib/series-colour.ts';
import { Badge } from '../../../ui/badge.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { OperationIcon } from '../../../ui/operation-icon.tsx';
import { OddityMarks } from '../detail/oddity-marks.tsx';
import type { SpanPlace } from './span-place.ts';
import styles from './span-header.module.css';

interface SpanHeaderProps {
  readonly outline: SpanPlace['outline'];
  readonly oddities: SpanPlace['oddities'];
  /** Undefined while it loads; the outline says the most important things already. */
  readonly span: Span | undefined;
}

export function SpanHeader({ outline, oddities, span }: SpanHeaderProps) {
  const kind = span === undefined || span.kind === 'unspecified' ? null : span.kind;
  return (
    <header className={styles.header}>
      <div className={styles.titleRow}>
        <span className={styles.icon} style={{ background: serviceColour(outline.service) }}>
          <OperationIcon operation={outline.operation} size={13} />
        </span>
        <h2 className={styles.title} title={displayText(outline.name, 500)}>
          {displayText(outline.name, 300)}
        </h2>
        <CopyButton what="span id" text={outline.spanId} />
      </div>
      <div className={styles.facts}>
        {outline.isError ? (
          <Badge tone="error">Error</Badge>
        ) : (
          span?.status === 'ok' && <Badge tone="ok">OK</Badge>
        )}
        {outline.operation !== null && <Badge tone="accent">{outline.operation.replaceAll('_', ' ')}</Badge>}
        {kind !== null && <Badge>{kind}</Badge>}
        <OddityMarks kinds={oddities} />
        <span className={styles.fact}>{displayText(outline.service, 60)}</span>
        {outline.model !== null && (
          <span className={styles.fact}>
            <span className={styles.dot} style={{ background: modelColour(outline.model) }} />
            {displayText(outline.model, 60)}
          </span>
        )}
        <span className={styles.fact} title="Duration">
          {formatMicros(outline.durationMicros)}
        </span>
        <span className={styles.quiet} title="Start, counted from the beginning of the trace">
          at +{formatMicros(outline.startMicros)}
        </span>
      </div>
    </header>
  );
}
