/** A place in a text: [start, end). What stands there is never copied into it. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  /** From 0 to 1; 1 where a checksum or a shape leaves no doubt. */
  readonly score: number;
}

export interface Scan {
  /** In any order; they may overlap. */
  readonly matches: readonly Match[];
  /**
   * Whatever follows the text, no match that starts before here changes, and none is missing. Then a stream may let go of
   * what is before it.
   */
  readonly settled: number;
  /** The highest score of matches that were not sure enough to be among them; absent: there was none. */
  readonly below?: number;
}

/** What of a longer text a matcher is shown. */
export interface TextPart {
  /** Nothing was before. */
  readonly isBegin: boolean;
  /** Matches that start before here are known: they may be left out, so that nothing is read again. */
  readonly from: number;
}

/** A text that is looked at once. */
export const ALL: TextPart = { isBegin: true, from: 0 };

/**
 * Finds places in a text, in time linear in its length. Whether there is a match at a place depends on the text of the
 * match, `LEFT_CONTEXT` characters before it and a few after it, never on anything further away: so the same is found in a
 * text and in its pieces.
 */
export interface TextMatcher {
  /**
   * `isWhole`: nothing follows, so everything is settled. `part`: of a text that is gone through piece by piece.
   */
  scan(text: string, isWhole: boolean, part?: TextPart): Scan;
}

/** As far as a matcher looks back from the beginning of a match, in UTF-16 code units. */
export const LEFT_CONTEXT = 256;
/** No match is longer. */
export const MAX_MATCH = 16_384;

/** A match, or what of it no earlier match covers. */
export interface Cover extends Match {
  readonly isRest: boolean;
}

/**
 * Every character of every match, once: of matches that overlap the one that starts first keeps all it has, of those the
 * longest, of those the surest; of the others the rest counts.
 * @param from As far as earlier matches cover the text.
 */
export function coverMatches(matches: readonly Match[], from = 0): Cover[] {
  const covers: Cover[] = [];
  let end = from;
  for (const match of [...matches].sort((a, b) => a.start - b.start || b.end - a.end || b.score - a.score)) {
    if (match.end <= end) continue;
    const isRest = match.start < end;
    covers.push({ ...match, start: isRest ? end : match.start, isRest });
    end = match.end;
  }
  return covers;
}

/** Several matchers as one; a scan is settled where all of them are. */
export function joinMatchers(matchers: readonly TextMatcher[]): TextMatcher {
  const [only] = matchers;
  if (only !== undefined && matchers.length === 1) return only;
  return {
    scan(text, isWhole, part) {
      const scans = matchers.map((matcher) => matcher.scan(text, isWhole, part));
      return {
        matches: scans.flatMap(({ matches }) => matches),
        settled: Math.min(text.length, ...scans.map(({ settled }) => settled)),
      };
    },
  };
}

/** Only matches that `keeps`. */
export function narrowMatcher(matcher: TextMatcher, keeps: (match: Match) => boolean): TextMatcher {
  return {
    scan(text, isWhole, part) {
      const { matches, settled } = matcher.scan(text, isWhole, part);
      return { matches: matches.filter(keeps), settled };
    },
  };
}
