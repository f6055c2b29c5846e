import { oddityWords, type OddityKind } from '../../../../shared/trace-oddities/index.ts';
import { Badge } from '../../../ui/badge.tsx';

const MARKS: Partial<Record<OddityKind, string>> = {
  missingParent: 'parent missing',
  ownParent: 'own parent',
  cycle: 'in a circle',
  absurdTime: 'absurd time',
  endBeforeStart: 'ends before start',
  beforeParent: 'before parent',
  afterParent: 'after parent',
  clockSkew: 'clock differs',
};

/** What is odd about one span, in a few words each. */
export function OddityMarks({ kinds }: { readonly kinds: readonly OddityKind[] }) {
  return kinds.map((kind) => {
    const mark = MARKS[kind];
    const { title, outcome } = oddityWords({ kind, count: 1 });
    return (
      mark !== undefined && (
        <Badge key={kind} tone="warning" title={`${title}. ${outcome}`}>
          {mark}
        </Badge>
      )
    );
  });
}
