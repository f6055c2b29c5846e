const COMMON = new Set(
  (
    'a about above after again all also am an and any are as at be because been before being below between both but by ' +
    'can could describe did do does doing don down during each explain few for from further give had has have having he ' +
    'help her here hers him his how i if in into is it its just know let like list make may me more most must my need ' +
    'no nor not now of off on once one only or other our out over own please say she short should show so some such ' +
    'tell than that the their them then there these they this those through to too two under until up us use using ' +
    'very want was we were what when where which while who whom why will with would write yes you your'
  ).split(' '),
);

/** The words that carry meaning, lower-case, in order, each once. */
export function keywords(text: string): string[] {
  const words =
    text
      .slice(0, 4000)
      .toLowerCase()
      .match(/[\p{L}][\p{L}\p{N}'-]+/gu) ?? [];
  return [...new Set(words)].filter((word) => word.length > 2 && !COMMON.has(word));
}

/** What a text seems to be about, in at most three words; `fallback` when it says nothing. */
export function subjectOf(text: string, fallback = 'the request'): string {
  const phrase = /\b(?:about|of|for|on|is|are)\s+(?:an?\s+|the\s+)?([\p{L}\p{N}' -]{4,40})/iu.exec(
    text.slice(0, 2000),
  );
  const words = keywords(phrase?.[1] ?? '').slice(0, 3);
  const chosen = words.length > 0 ? words : keywords(text).slice(0, 2);
  return chosen.length === 0 ? fallback : chosen.join(' ');
}
