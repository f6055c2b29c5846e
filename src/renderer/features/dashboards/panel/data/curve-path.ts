/** A curve in a box of this size, between its own lowest and highest value, as SVG paths of its line and the area below it. */
export function curvePath(
  values: readonly (number | null)[],
  width: number,
  height: number,
): { line: string; area: string } {
  const numbers = values.filter((value): value is number => value !== null && Number.isFinite(value));
  const low = numbers.reduce((least, value) => Math.min(least, value), Infinity);
  const high = numbers.reduce((most, value) => Math.max(most, value), -Infinity);
  if (numbers.length < 2) return { line: '', area: '' };
  const y = (value: number) =>
    high === low ? height / 2 : height - (value / (high - low) - low / (high - low)) * height;
  const x = (index: number) => (index / (values.length - 1)) * width;
  let line = '';
  let area = '';
  let run: string[] = [];
  let runFrom = 0;
  for (let index = 0; index <= values.length; index++) {
    const value = values[index] ?? null;
    if (value !== null && Number.isFinite(value)) {
      if (run.length === 0) runFrom = index;
      run.push(`${round(x(index))} ${round(y(value))}`);
    } else if (run.length > 0) {
      line += `M${run.join('L')}`;
      area += `M${round(x(runFrom))} ${height}L${run.join('L')}L${round(x(index - 1))} ${height}Z`;
      run = [];
    }
  }
  return { line, area };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
