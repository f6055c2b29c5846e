export const SPARKLINE_WIDTH = 160;
export const SPARKLINE_HEIGHT = 32;
const INSET = 2;
const BAR_INSET = 6;

/** The paths of the line, of the area below it, and of single values without neighbours, which stand as bars. */
export function sparklinePaths(values: readonly (number | null)[]): {
  line: string;
  area: string;
  bars: string;
} {
  const highest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  const step = values.length > 1 ? SPARKLINE_WIDTH / (values.length - 1) : 0;
  const y = (value: number) =>
    highest === 0
      ? SPARKLINE_HEIGHT - INSET
      : SPARKLINE_HEIGHT - INSET - (value / highest) * (SPARKLINE_HEIGHT - 2 * INSET);
  const runs = runsOf(
    values.map((value, index) => (value === null ? null : `${round(index * step)} ${round(y(value))}`)),
  );
  const long = runs.filter((run) => run.length > 1);
  return {
    line: long.map((run) => `M${run.join('L')}`).join(''),
    area: long.map((run) => `M${run.join('L')}${closing(run)}`).join(''),
    bars: runs
      .filter((run) => run.length === 1)
      .map(bar)
      .join(''),
  };
}

/** At the very edge half of a bar would be cut off and the rest would look like a border, so it moves in. */
function bar([point = '0 0']: readonly string[]): string {
  const [x = 0, y = 0] = point.split(' ').map(Number);
  return `M${Math.min(Math.max(x, BAR_INSET), SPARKLINE_WIDTH - BAR_INSET)} ${SPARKLINE_HEIGHT}V${y}`;
}

function closing(run: readonly string[]): string {
  const x = (point: string | undefined) => point?.split(' ', 1)[0] ?? '0';
  return `L${x(run.at(-1))} ${SPARKLINE_HEIGHT}L${x(run[0])} ${SPARKLINE_HEIGHT}Z`;
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
