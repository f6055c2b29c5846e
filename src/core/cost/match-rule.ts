import type { MatchRule } from './catalogue-file.ts';

/** Takes a name in lower case. */
export type Matcher = (name: string) => boolean;

/** Compiles a rule of the catalogue once, so that matching allocates nothing. */
export function compileMatchRule(rule: MatchRule): Matcher {
  if ('equals' in rule) {
    const wanted = rule.equals.toLowerCase();
    return (name) => name === wanted;
  }
  if ('starts_with' in rule) {
    const wanted = rule.starts_with.toLowerCase();
    return (name) => name.startsWith(wanted);
  }
  if ('ends_with' in rule) {
    const wanted = rule.ends_with.toLowerCase();
    return (name) => name.endsWith(wanted);
  }
  if ('contains' in rule) {
    const wanted = rule.contains.toLowerCase();
    return (name) => name.includes(wanted);
  }
  if ('regex' in rule) {
    const pattern = new RegExp(rule.regex);
    return (name) => pattern.test(name);
  }
  if ('or' in rule) return compileAlternatives(rule.or);
  const all = rule.and.map(compileMatchRule);
  return (name) => all.every((matches) => matches(name));
}

/** Most rules are long lists of exact names: those become one look-up. */
function compileAlternatives(rules: readonly MatchRule[]): Matcher {
  const exact = new Set(rules.flatMap((rule) => ('equals' in rule ? [rule.equals.toLowerCase()] : [])));
  const others = rules.filter((rule) => !('equals' in rule)).map(compileMatchRule);
  return (name) => exact.has(name) || others.some((matches) => matches(name));
}
