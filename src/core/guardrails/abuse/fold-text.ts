/*
 * How a text is made plain before the detector reads it: what looks alike is one character, what is invisible is none.
 * The model was trained on texts folded by this very file: a change here asks for a new training.
 */

/** Letters of other scripts that are drawn as Latin ones, and the Latin ones (Unicode TR 39 lists them as confusable). */
const LOOKALIKES = new Map(
  pairs(
    'аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwвbнhкkмmтtгrпnАAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅS',
    'αaοoνvρpτtυuιiκkηnχxωwΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXßsøoıiłlđd',
  ),
);
/** Digits and signs that stand for letters between letters. */
const LEET = new Map(pairs('0o1i3e4a5s7t8b9g@a$s!i|l'));

/** Characters that change nothing that is seen, and accents. */
const INVISIBLE_OR_MARK = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Mn}]/gu;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const MAY_LOOK_ALIKE = /[\u00df\u00f8\u0111\u0131\u0142\u0370-\u052f]/;
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Plain text: compatibility forms unified (full width, mathematical letters), accents and invisible characters gone. */
export function foldText(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  const plain = text.toWellFormed().normalize('NFKD').replace(INVISIBLE_OR_MARK, '').normalize('NFC');
  return MAY_LOOK_ALIKE.test(plain) ? replaceLookalikes(plain) : plain;
}

/** In words that also hold Latin letters: a text that is Greek or Russian throughout stays as it is. */
function replaceLookalikes(text: string): string {
  let out = '';
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && LETTER_OR_DIGIT.test(text.charAt(at))) continue;
    const word = text.slice(start, at);
    out += /[a-z]/i.test(word) ? mapped(word, LOOKALIKES) : word;
    out += text.charAt(at);
    start = at + 1;
  }
  return out;
}

/** `1gn0r3` is `ignore`; words without letters and words with digits only behind (`sha256`) stay. Lower case expected. */
export function unleet(word: string): string {
  return /[a-z][^a-z]+[a-z]|^[^a-z]+[a-z]/.test(word) ? mapped(word, LEET) : word;
}

function mapped(word: string, by: ReadonlyMap<string, string>): string {
  let out = '';
  for (const character of word) out += by.get(character) ?? character;
  return out;
}

function pairs(...lists: string[]): [string, string][] {
  return lists.flatMap((list) =>
    [...list].flatMap((from, index, all) =>
      index % 2 === 0 ? [[from, all[index + 1] ?? from] as [string, string]] : [],
    ),
  );
}
