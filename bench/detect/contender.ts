import type { LabelledText } from '../../scripts/train-abuse-detector/labelled-text.ts';

/** Somebody's scores of the same texts, in their order. */
export interface Contender {
  readonly name: string;
  /** How much a text looks like an injection or a jailbreak. */
  readonly attack: readonly number[];
  /** The same, or like a plain request for harm. */
  readonly any: readonly number[];
  /** Mean processor time for a text, and for 1,000 characters, in microseconds: it does not tell how busy the machine was. */
  readonly perText: number;
  readonly perThousand: number;
}

/** Scores all texts, one after another. The first is scored once more beforehand, because it loads the model. */
export async function scoreAll(
  rows: readonly LabelledText[],
  score: (text: string) => number | Promise<number>,
): Promise<{ scores: number[]; perText: number; perThousand: number }> {
  const scores: number[] = [];
  await score(rows[0]?.text ?? '');
  const started = process.cpuUsage();
  for (const { text } of rows) scores.push(await score(text));
  const { user, system } = process.cpuUsage(started);
  const micros = user + system;
  const characters = rows.reduce((sum, { text }) => sum + text.length, 0);
  return { scores, perText: micros / rows.length, perThousand: (micros / characters) * 1000 };
}
