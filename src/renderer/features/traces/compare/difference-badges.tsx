import { Badge, type Tone } from '../../../ui/badge.tsx';
import { DIFFERENCE, DIFFERENCES, type Difference } from './differences.ts';

const WORDS: Readonly<Record<Difference, { text: string; tone: Tone; title: string }>> = {
  added: { text: 'added', tone: 'ok', title: 'Only in the second trace' },
  removed: { text: 'removed', tone: 'warning', title: 'Only in the first trace' },
  failed: { text: 'fails now', tone: 'error', title: 'Failed in the second trace, not in the first' },
  fixed: { text: 'fixed', tone: 'ok', title: 'Failed in the first trace, not in the second' },
  slower: { text: 'slower', tone: 'warning', title: 'Its own time grew by a quarter or more' },
  faster: { text: 'faster', tone: 'neutral', title: 'Its own time shrank by a quarter or more' },
  dearer: { text: 'dearer', tone: 'warning', title: 'Costs a tenth more, or above' },
  cheaper: { text: 'cheaper', tone: 'neutral', title: 'Costs a tenth less, or below' },
  model: { text: 'other model', tone: 'accent', title: 'Another model answered' },
};

export function namesOf(mark: number): Difference[] {
  return DIFFERENCES.filter((name) => (mark & DIFFERENCE[name]) !== 0);
}

/** What differs, in words. */
export function DifferenceBadges(props: { readonly names: readonly Difference[]; readonly count?: number }) {
  return props.names.map((name) => (
    <Badge key={name} tone={WORDS[name].tone} title={WORDS[name].title}>
      {props.count === undefined ? WORDS[name].text : `${props.count} ${WORDS[name].text}`}
    </Badge>
  ));
}
