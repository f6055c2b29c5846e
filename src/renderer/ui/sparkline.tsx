import styles from './sparkline.module.css';

export interface SparklineProps {
  /** Oldest first; null where there is nothing to show, which breaks the line. */
  readonly values: readonly (number | null)[];
  readonly tone?: 'accent' | 'error';
}

const WIDTH = 160;
const HEIGHT = 32;
const INSET = 2;

/** A small line without axes. The figure beside it says the value; this shows its course. */
export function Sparkline({ values, tone = 'accent' }: SparklineProps) {
  const { line, area, dots } = sparklinePaths(values);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={styles[tone]}
      aria-hidden
      focusable="false"
    >
      <path d={area} className={styles['area']} />
      <path d={line} className={styles['line']} vectorEffect="non-scaling-stroke" />
      {dots !== '' && <path d={dots} className={styles['dots']} vectorEffect="non-scaling-stroke" />}
    </svg>
  );
}

/** The paths of the line, of the area below it, and of single values without neighbours. */
export function sparklinePaths(values: readonly (number | null)[]): {
  line: string;
  area: string;
  dots: string;
} {
  const highest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  const step = values.length > 1 ? WIDTH / (values.length - 1) : 0;
  const y = (value: number) =>
    highest === 0 ? HEIGHT - INSET : HEIGHT - INSET - (value / highest) * (HEIGHT - 2 * INSET);
  const runs = runsOf(
    values.map((value, index) => (value === null ? null : `${round(index * step)} ${round(y(value))}`)),
  );
  const long = runs.filter((run) => run.length > 1);
  return {
    line: long.map((run) => `M${run.join('L')}`).join(''),
    area: long.map((run) => `M${run.join('L')}${closing(run)}`).join(''),
    dots: runs
      .filter((run) => run.length === 1)
      .map((run) => `M${run[0]}h0.01`)
      .join(''),
  };
}

function closing(run: readonly string[]): string {
  const x = (point: string | undefined) => point?.split(' ', 1)[0] ?? '0';
  return `L${x(run.at(-1))} ${HEIGHT}L${x(run[0])} ${HEIGHT}Z`;
}

function runsOf(points: readonly (string | null)[]): string[][] {
  const runs: string[][] = [];
  let run: string[] = [];
  for (const point of [...points, null]) {
    if (point !== null) run.push(point);
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  return runs;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
