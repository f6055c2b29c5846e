import { familiesOf, foldOf, FOLDS } from './families.ts';

/** What is held out together, in folds. */
export interface Split {
  /** What each fold holds out, for people. */
  readonly folds: readonly string[];
  /** The fold that a source is measured in; -1: none. */
  foldOf(source: string): number;
  /** Whether a source is no training while a fold is held out. */
  isHeld(source: string, fold: number): boolean;
}

/** Whole families: the strictest. A kind of attack that only one family knows is then unknown. */
export const BY_FAMILY: Split = {
  folds: FOLDS.map((families) => families.join(', ')),
  foldOf,
  isHeld: (source, fold) =>
    foldOf(source) === fold || (familiesOf(source)?.some((family) => FOLDS[fold]?.includes(family)) ?? false),
};
