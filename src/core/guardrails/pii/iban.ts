import { isWordAt, separatorAt } from '../characters.ts';
import { modulo97 } from './checksums.ts';

/** Lengths by country, of the IBAN registry (ISO 13616). */
const LENGTHS = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ' +
    'ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 ' +
    'LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 ' +
    'PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const START = /[A-Z]{2}\d{2}/iy;

/** Where an IBAN that begins here ends, written in one or in groups; null: none begins here. */
export function ibanEnd(text: string, start: number): number | null {
  START.lastIndex = start;
  if (!START.test(text)) return null;
  const length = LENGTHS.get(text.slice(start, start + 2).toUpperCase());
  if (length === undefined) return null;
  let compact = '';
  let end = start;
  while (compact.length < length) {
    const character = text.charAt(end);
    if (/[A-Za-z0-9]/.test(character)) compact += character;
    else if (!' -'.includes(separatorAt(text, end) || '.') || !isWordAt(text, end + 1)) return null;
    end++;
  }
  if (isWordAt(text, end)) return null;
  const upper = compact.toUpperCase();
  // In groups only as people write it: nobody groups small letters, and prose has them.
  if (end - start > length && upper !== compact) return null;
  return modulo97(upper.slice(4) + upper.slice(0, 4)) === 1 ? end : null;
}
