import { classNames } from '../../../../lib/class-names.ts';
import { reduceValues } from '../../../../lib/reduce-values.ts';
import { groundColour, textColour } from '../data/panel-colour.ts';
import type { PanelSeries } from '../data/panel-series.ts';
import { shownValue } from '../data/shown-value.ts';
import { statFigures } from '../data/stat-figures.ts';
import { StatCurve } from './stat-curve.tsx';
import styles from './stat-view.module.css';
import type { FrameViewProps } from './view-props.ts';

/** One large figure for each series, with its course below it. */
export function StatView({ panel, title, frame }: FrameViewProps) {
  const { orientation } = panel.options;
  // Of several queries one may be all that answers: it says which.
  const isNamed = frame.series.length > 1 || panel.queries.filter(({ hidden }) => !hidden).length > 1;
  return (
    <ul
      className={classNames(styles.stats, orientation === 'horizontal' && styles.stacked)}
      aria-label={title}
    >
      {statFigures(panel, frame).map((one) => (
        <Stat key={`${one.ref} ${one.name}`} one={one} panel={panel} isNamed={isNamed} />
      ))}
    </ul>
  );
}

function Stat({
  one,
  panel: { options },
  isNamed,
}: Pick<FrameViewProps, 'panel'> & { readonly one: PanelSeries; readonly isNamed: boolean }) {
  const value = reduceValues(one.values, options.reducer);
  const { parts, colour, text } = shownValue(value, one.field);
  const isGround = options.colourMode === 'background';
  const curveColour = options.colourMode === 'none' || colour === null ? one.colour : colour;
  return (
    <li
      className={classNames(styles.stat, options.sparkline && styles.curved, isGround && styles.filled)}
      style={isGround ? { background: groundColour(colour) } : undefined}
    >
      <span
        className={styles.value}
        style={options.colourMode === 'value' ? { color: textColour(colour) } : undefined}
        title={value === null ? text : String(value)}
      >
        {parts.prefix}
        {parts.digits}
        <span className={styles.unit}>{parts.suffix}</span>
      </span>
      {isNamed && (
        <span className={styles.name} title={one.name}>
          {one.name}
        </span>
      )}
      {options.sparkline && <StatCurve values={one.values} colour={curveColour} />}
    </li>
  );
}
