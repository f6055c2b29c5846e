import type { Surface } from './canvas-painter.ts';
import { ticksThatFit, timeScale } from './time-scale.ts';
import { timeTicks } from './time-ticks.ts';
import type { TimeWindow } from './time-window.ts';

/** Paints the time axis. Labels stand right of their ticks and are left out where they would be cut or touch. */
export function paintRuler({ context, width, height, colours }: Surface, window: TimeWindow): void {
  const scale = timeScale(window, width);
  context.font = `11px ${colours.fontFamily}`;
  context.textBaseline = 'middle';
  let freeFrom = 0;
  for (const tick of timeTicks(window, ticksThatFit(width))) {
    const x = Math.round(scale.toX(tick.micros));
    context.fillStyle = colours.token('--border');
    context.fillRect(x, height - 6, 1, 6);
    const end = x + 5 + context.measureText(tick.label).width;
    if (x < freeFrom || end > width) continue;
    freeFrom = end + 8;
    context.fillStyle = colours.token('--text-muted');
    context.fillText(tick.label, x + 5, height / 2);
  }
}
