/** What can be odd about a trace, in the order in which it is told. */
export const ODDITY_KINDS = [
  'noRoot',
  'severalRoots',
  'missingParent',
  'ownParent',
  'cycle',
  'absurdTime',
  'endBeforeStart',
  'beforeParent',
  'afterParent',
  'clockSkew',
  'duplicates',
] as const;
export type OddityKind = (typeof ODDITY_KINDS)[number];

export interface Oddity {
  readonly kind: OddityKind;
  /** How many spans, or for `duplicates` how many copies. */
  readonly count: number;
  /** Rows of the outline, the first of them where they are many; none where it is of the trace as a whole. */
  readonly rows: readonly number[];
  /** By how much, at most, in microseconds; null where that says nothing. */
  readonly mostMicros: number | null;
}

/** More spans of one oddity are counted, not listed. */
export const MOST_ROWS = 100;

/** The words for an oddity: what is odd, and what was done about it. */
export interface OddityWords {
  readonly title: string;
  readonly outcome: string;
}

const PLURAL = (count: number, one: string, many: string) =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en-US')} ${many}`;

export function oddityWords({ kind, count }: Pick<Oddity, 'kind' | 'count'>): OddityWords {
  const spans = PLURAL(count, 'span', 'spans');
  const words: Record<OddityKind, OddityWords> = {
    noRoot: {
      title: 'No root span has come',
      outcome: 'The trace is named after its earliest span; when the root comes, it is named after that.',
    },
    severalRoots: {
      title: `${PLURAL(count, 'root span', 'root spans')} instead of one`,
      outcome: 'They stand one below the other by their start; the trace is named after the earliest.',
    },
    missingParent: {
      title: `${spans} whose parent is not here`,
      outcome:
        count === 1
          ? 'Shown as a root, with a mark. The parent may be late, sampled away or lost; when it comes, the span moves below it.'
          : 'Shown as roots, with a mark. The parents may be late, sampled away or lost; when they come, the spans move below them.',
    },
    ownParent: {
      title: `${spans} named as ${count === 1 ? 'its' : 'their'} own parent`,
      outcome: `Shown as ${count === 1 ? 'a root' : 'roots'}.`,
    },
    cycle: {
      title: `${spans} whose parents go round in a circle`,
      outcome: 'Each circle is cut at its earliest span, which is shown as a root.',
    },
    absurdTime: {
      title: `${spans} at a time that cannot be right`,
      outcome:
        'Kept at that time, but left out of the length of the trace and of the first view of it; zoom to all to see them.',
    },
    endBeforeStart: {
      title: `${spans} that ended before ${count === 1 ? 'it' : 'they'} started`,
      outcome: 'Shown at the start with no duration; the times stay as they were sent.',
    },
    beforeParent: {
      title: `${spans} that started before the parent did`,
      outcome: 'Shown where their own clock puts them. Nothing is moved.',
    },
    afterParent: {
      title: `${spans} that went on long after the parent ended`,
      outcome: 'Shown as sent: work may be left running on purpose. The parent is not made longer.',
    },
    clockSkew: {
      title: `${spans} outside ${count === 1 ? 'a parent' : 'parents'} of another service`,
      outcome: 'The clocks of the two differ. Shown where their own clock puts them; nothing is moved.',
    },
    duplicates: {
      title: `${PLURAL(count, 'span', 'spans')} came more than once`,
      outcome: 'The first copy was kept and counted, the others were not.',
    },
  };
  return words[kind];
}
