import { expect, it } from 'vitest';
import { piiMatcher } from './pii/index.ts';
import { tallyTexts, wantedMatches } from './place-guard.ts';
import { ALL } from './text-matcher.ts';
import { WatchTally } from './watch-tally.ts';
import { DEFAULT_GUARD_SETTINGS } from '../../shared/guard/index.ts';
import { placeGuard } from './place-guard.ts';

const deadline = { signal: new AbortController().signal, check: () => undefined };
const texts = [{ text: 'from 10.2.3.4 to 10.2.3.5', role: 'user' as const, place: 'message 1 (user)' }];
/** An address within a private network is worth 0.6. */
const verdictAt = (threshold: number, kinds: readonly string[] = []) =>
  tallyTexts(texts, wantedMatches(piiMatcher, { kinds, threshold }), deadline).verdict();

it('records the score of what is not sure enough, so that a lower threshold can be tried over it', () => {
  expect(verdictAt(0.5)).toMatchObject({ score: 0.6, isHit: true });
  expect(verdictAt(0.7)).toMatchObject({ score: 0.6, isHit: false, findings: [] });
  expect(verdictAt(0.7, ['email'])).toMatchObject({ score: 0, isHit: false });
});

it('does so for answers too', () => {
  const settings = { ...DEFAULT_GUARD_SETTINGS.pii, threshold: 0.7 };
  const tally = new WatchTally(placeGuard(settings, wantedMatches(piiMatcher, settings)));
  tally.scan(texts[0]!.text, true, ALL);
  expect(tally.run()).toMatchObject({ outcome: 'pass', score: 0.6, findings: [] });
});
