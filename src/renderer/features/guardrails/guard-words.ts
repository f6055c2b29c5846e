import type { GuardAction, GuardDirection, GuardName, GuardOutcome } from '../../../shared/guard/index.ts';
import type { Tone } from '../../ui/badge.tsx';

/** Guards in words for people. */
export const GUARD_WORDS: Readonly<Record<GuardName, { readonly label: string; readonly purpose: string }>> =
  {
    size: { label: 'Size and cost', purpose: 'Calls that are too long or too dear' },
    region: { label: 'Regions and providers', purpose: 'Who may answer, and from where' },
    pii: { label: 'Personal data', purpose: 'E-mail, phone, cards, national ids' },
    secrets: { label: 'Secrets', purpose: 'Keys of services, tokens, passwords' },
    words: { label: 'Words and topics', purpose: 'What must, or must not, be in a text' },
    abuse: {
      label: 'Abuse and injection',
      purpose: 'Injection, jailbreaks, harmful requests',
    },
    guardrails_ai: { label: 'Guardrails AI', purpose: 'Validators of a server of yours' },
  };

export const GUARD_ORDER = Object.keys(GUARD_WORDS) as readonly GuardName[];

export const ACTION_WORDS: Readonly<Record<GuardAction, string>> = {
  flag: 'Flag',
  warn: 'Warn',
  redact: 'Redact',
  block: 'Block',
};

export const OUTCOME_WORDS: Readonly<Record<GuardOutcome, { readonly label: string; readonly tone: Tone }>> =
  {
    pass: { label: 'Pass', tone: 'ok' },
    flag: { label: 'Flag', tone: 'accent' },
    warn: { label: 'Warn', tone: 'warning' },
    redact: { label: 'Redact', tone: 'warning' },
    block: { label: 'Block', tone: 'error' },
    failed_open: { label: 'Failed, let pass', tone: 'warning' },
    failed_closed: { label: 'Failed, blocked', tone: 'error' },
  };

export const DIRECTION_WORDS: Readonly<Record<GuardDirection, string>> = {
  input: 'Requests',
  output: 'Answers',
};

/** What the guard `pii` looks for. */
export const PII_KINDS: Readonly<Record<string, string>> = {
  email: 'E-mail',
  phone: 'Phone',
  card: 'Payment card',
  iban: 'IBAN',
  ip_address: 'IP address',
  us_ssn: 'US social security',
  ca_sin: 'Canadian SIN',
  uk_nhs: 'UK NHS',
  uk_nino: 'UK national insurance',
  de_tax_id: 'German tax id',
  fr_nir: 'French NIR',
  nl_bsn: 'Dutch BSN',
  be_national_number: 'Belgian number',
  ch_ahv: 'Swiss AHV',
  it_codice_fiscale: 'Italian fiscal code',
  es_dni: 'Spanish DNI',
  pl_pesel: 'Polish PESEL',
  br_cpf: 'Brazilian CPF',
  in_aadhaar: 'Indian Aadhaar',
  cn_resident_id: 'Chinese resident id',
};

/** `openai_key` -> "Openai key". */
export function kindText(kind: string): string {
  const known = PII_KINDS[kind];
  if (known !== undefined) return known;
  const words = kind.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
