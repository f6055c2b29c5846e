/** What separates words in a folded text. */
export const SEPARATOR = 0x20;
/** Not there at all: invisible, or a mark on the letter before. */
export const IGNORED: readonly number[] = [];

const INVISIBLE = /^(?:\p{Cf}|\p{Mn}|\p{Me}|\u115f|\u1160|\u3164|\uffa0)$/u;
const LETTER_OR_DIGIT = /^[\p{L}\p{N}]$/u;

/** Letters of other scripts, in pairs with the Latin letter that they are drawn like (a choice of Unicode TR 39). */
const LOOKALIKES = new Map(
  (
    'аa еe оo рp сc уy хx іi јj ѕs һh ԁd ԛq ԝw вb нh кk мm тt гr ѵv ӏl ո' +
    'n ս' +
    'u օo αa εe οo νv ρp τt υu ιi κk ηn χx ωw γy βb ϲc ϳj ſs ɑa ɡg ɩi ʀr ʏy ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz ʙb ɢg ʜh ɪi ʟl ɴn ꜱs ß' +
    's øo đd łl ħh ıi'
  )
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

/** Ligatures of whole phrases are no letters. */
const MOST_UNITS = 4;

/** Blocks of letters in boxes and circles, and of flags, which have no decomposition; each from A to Z. */
const ALPHABETS = [0x1f130, 0x1f150, 0x1f170, 0x1f1e6];
const TAGS_FROM = 0xe0020;
const TAGS_TO = 0xe007e;

const known = new Map<number, readonly number[]>();
const MAX_KNOWN = 20_000;

/**
 * A character beyond ASCII as the units of a folded text: compatibility forms unified (full width, mathematical,
 * circled), small letters, no accents, lookalikes as what they look like; `IGNORED` or a separator for what is no letter.
 * It depends on nothing but the character.
 */
export function foldCharacter(codePoint: number): readonly number[] {
  const before = known.get(codePoint);
  if (before !== undefined) return before;
  const folded = compute(codePoint);
  if (known.size < MAX_KNOWN) known.set(codePoint, folded);
  return folded;
}

function compute(codePoint: number): readonly number[] {
  // Tags are an invisible copy of ASCII: what is written with them is read by models, not by people.
  if (codePoint >= TAGS_FROM && codePoint <= TAGS_TO)
    return foldText(String.fromCharCode(codePoint - 0xe0000));
  const alphabet = ALPHABETS.find((first) => codePoint >= first && codePoint < first + 26);
  if (alphabet !== undefined) return [0x61 + codePoint - alphabet];
  const character = String.fromCodePoint(codePoint);
  return INVISIBLE.test(character) ? IGNORED : foldText(character);
}

function foldText(text: string): number[] {
  const units: number[] = [];
  for (const part of text.normalize('NFKD').toLowerCase().normalize('NFKD')) {
    if (INVISIBLE.test(part)) continue;
    const plain = LOOKALIKES.get(part) ?? part;
    if (!LETTER_OR_DIGIT.test(plain)) {
      if (units.at(-1) !== SEPARATOR) units.push(SEPARATOR);
    } else for (let index = 0; index < plain.length; index++) units.push(plain.charCodeAt(index));
  }
  return units.length === 0 || units.length > MOST_UNITS ? [SEPARATOR] : units;
}
