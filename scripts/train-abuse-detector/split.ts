import { familiesOf, FOLDS } from './families.ts';
import { groupsOf, SOURCE_FOLDS } from './source-groups.ts';

/** What is held out together, in folds. */
export interface Split {
  /** What each fold holds out, for people. */
  readonly folds: readonly string[];
  /** The fold that a source is measured in; -1: none. */
  foldOf(source: string): number;
  /** Whether a source is no training while a fold is held out. */
  isHeld(source: string, fold: number): boolean;
}

/** Single sources, with what is nearly a copy of them. Others of the same collection are trained with. */
export const BY_SOURCE: Split = split(SOURCE_FOLDS, groupsOf);

/** Whole families: the strictest. A kind of attack that only one family knows is then unknown. */
export const BY_FAMILY: Split = split(FOLDS, familiesOf);

function split(
  folds: readonly (readonly string[])[],
  unitsOf: (source: string) => readonly string[] | null,
): Split {
  const foldOf = (source: string): number => {
    const units = unitsOf(source);
    if (units === null) return -1;
    const fold = folds.findIndex((held) => held.includes(units[0] ?? ''));
    return fold < 0 ? folds.length - 1 : fold;
  };
  return {
    folds: folds.map((held) => held.join(', ')),
    foldOf,
    isHeld: (source, fold) =>
      foldOf(source) === fold || (unitsOf(source)?.some((unit) => folds[fold]?.includes(unit)) ?? false),
  };
}
