import {
  classAt,
  codeUnitSet,
  DIGIT,
  isDigitAt,
  isWordAt,
  LOWER,
  separatorAt,
  trailingRun,
  UPPER,
  WORD,
} from '../characters.ts';
import { ALL, type Match, type TextMatcher } from '../text-matcher.ts';
import { emailAt } from './email.ts';
import { ibanEnd } from './iban.ts';
import { ipv4At, ipv6At } from './ip-address.ts';
import { dniAt, letteredIdAt } from './lettered-ids.ts';
import { isResidentId, NUMBER_KINDS, type NumberKind } from './national-ids.ts';
import {
  bracketedPhoneAt,
  dialledPhoneAt,
  internationalPhoneAt,
  isNationalPhone,
  namedPhoneAt,
  NATIONAL_LAYOUTS,
} from './phone.ts';

/** As far back as a word names what a number is. */
const NAME_REACH = 48;
const MAX_GROUP = 19;
/** The longest match is an e-mail address. */
const REACH = 400;
/** The longest of what is written in groups, such as an IBAN. */
const GROUPS_REACH = 64;

const RUN = codeUnitSet((character) => /[A-Za-z0-9._%+\-@:/'\u00c0-\u024f]/.test(character));
const GROUPS = codeUnitSet((character) =>
  /[A-Z0-9 \u00a0()+./:\-\u2007\u2009-\u2013\u202f\u2212]/.test(character),
);

const kindsByLayout = new Map<string, { readonly number: NumberKind; readonly isNamed: boolean }[]>();
for (const number of NUMBER_KINDS) {
  for (const layout of number.layouts) addLayout(layout, number, false);
  for (const layout of number.namedLayouts ?? []) addLayout(layout, number, true);
}
function addLayout(layout: string, number: NumberKind, isNamed: boolean): void {
  kindsByLayout.set(layout, [...(kindsByLayout.get(layout) ?? []), { number, isNamed }]);
}
const national = new Set(NATIONAL_LAYOUTS);
/** What a layout may begin with: no other groups are read on. */
const beginnings = new Set(
  [...kindsByLayout.keys(), ...national].flatMap((layout) =>
    [...layout.matchAll(/\d+/g)].map(({ index, 0: length }) => layout.slice(0, index + length.length)),
  ),
);

/** Finds personal data. One pass; only where a number, an id or an address may begin is anything read twice. */
export const piiMatcher: TextMatcher = {
  scan(text, isWhole, { from } = ALL) {
    const matches: Match[] = [];
    for (let index = from; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === 0x40) keep(matches, emailAt(text, index));
      else if (code === 0x3a) keep(matches, ipv6At(text, index));
      else if (code === 0x2b) {
        if (!isWordAt(text, index - 1)) keep(matches, internationalPhoneAt(text, index));
      } else if (code === 0x28) {
        if (isDigitAt(text, index + 1)) keep(matches, bracketedPhoneAt(text, index));
      } else {
        const here = classAt(text, index);
        if ((here & (DIGIT | UPPER | LOWER)) === 0 || (classAt(text, index - 1) & WORD) !== 0) continue;
        if ((here & DIGIT) !== 0) readNumber(text, index, matches);
        else readId(text, index, matches);
      }
    }
    const settled = isWhole
      ? text.length
      : Math.min(trailingRun(text, RUN, REACH), trailingRun(text, GROUPS, GROUPS_REACH));
    return { matches, settled };
  },
};

function keep(matches: Match[], match: Match | null): void {
  if (match !== null) matches.push(match);
}

function readId(text: string, start: number, matches: Match[]): void {
  // All of them have a digit among their first seven characters, or in the third place.
  if (isDigitAt(text, start + 2) && isDigitAt(text, start + 3)) {
    const end = ibanEnd(text, start);
    if (end !== null) matches.push({ start, end, kind: 'iban', score: 1 });
  }
  for (let place = 1; place <= 6; place++) {
    if (!isDigitAt(text, start + place)) continue;
    keep(matches, letteredIdAt(text, start));
    return;
  }
}

/** Whether what stands before makes the number a part of something else: a path, a version, an amount. */
function isPart(text: string, start: number): boolean {
  const before = text.charAt(start - 1);
  if (before === '$' || before === '€' || before === '£' || before === '+') return true;
  return '-./\\'.includes(before) && before !== '' && isWordAt(text, start - 2);
}

function readNumber(text: string, start: number, matches: Match[]): void {
  if (isPart(text, start)) return;
  let layout = '';
  let digits = '';
  let place = start;
  for (;;) {
    const group = place;
    while (place - group <= MAX_GROUP && isDigitAt(text, place)) place++;
    if (place - group > MAX_GROUP) return;
    layout += String(place - group);
    digits += text.slice(group, place);
    if (group === start) readFirstGroup(text, start, place, matches);
    if (!beginnings.has(layout)) return;
    if (isBorder(text, place)) matchLayout(text, { start, end: place, layout, digits }, matches);
    const separator = separatorAt(text, place);
    if (separator === '' || !isDigitAt(text, place + 1)) return;
    layout += separator;
    place++;
  }
}

/** Whether groups of digits go on here that belong to what is before. */
function goesOn(text: string, separator: number, digit: number): boolean {
  return separatorAt(text, separator) !== '' && isDigitAt(text, digit);
}

/** What is known by its first digits and what follows them. */
function readFirstGroup(text: string, start: number, end: number, matches: Match[]): void {
  const next = text.charAt(end);
  if (next === '.' && end - start <= 3) keep(matches, ipv4At(text, start));
  if ((end - start === 8 && next !== ' ') || (end - start === 2 && next === '.'))
    keep(matches, dniAt(text, start));
  if (end - start === 17 && (next === 'X' || next === 'x') && !isWordAt(text, end + 1)) {
    if (isResidentId(text.slice(start, end + 1)))
      matches.push({ start, end: end + 1, kind: 'cn_resident_id', score: 1 });
  }
  // Only where a run of groups begins: a word that announces a number stands before all of it.
  if (!goesOn(text, start - 1, start - 2) && !isDigitAt(text, start - 1)) {
    keep(matches, namedPhoneAt(text, start) ?? dialledPhoneAt(text, start));
  }
}

function isBorder(text: string, end: number): boolean {
  if (isWordAt(text, end)) return false;
  const next = text.charAt(end);
  return !('-./:'.includes(next) && next !== '' && isWordAt(text, end + 1));
}

function matchLayout(
  text: string,
  { start, end, layout, digits }: { start: number; end: number; layout: string; digits: string },
  matches: Match[],
): void {
  for (const { number, isNamed } of kindsByLayout.get(layout) ?? []) {
    if (isNamed && number.name?.test(text.slice(Math.max(0, start - NAME_REACH), start)) !== true) continue;
    if (number.isValid(digits)) matches.push({ start, end, kind: number.kind, score: number.score });
  }
  // More such groups on either side are a table, or bytes.
  const isAlone = !goesOn(text, start - 1, start - 2) && !goesOn(text, end, end + 1);
  if (isAlone && national.has(layout) && isNationalPhone(layout, digits))
    matches.push({ start, end, kind: 'phone', score: 0.8 });
}
