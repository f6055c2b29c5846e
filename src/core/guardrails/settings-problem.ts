import { PII_KINDS, SECRET_KINDS, type GuardSettings, type WordList } from '../../shared/guard/index.ts';
import { hasUnits } from './words/index.ts';

const KINDS = { pii: new Set<string>(PII_KINDS), secrets: new Set<string>(SECRET_KINDS) };
const ALL_KINDS = new Set([...KINDS.pii, ...KINDS.secrets]);

/**
 * Why a guard with these settings would quietly do nothing, or not what they say; null: it does. Asked when they are
 * saved; what is in force goes on.
 */
export function settingsProblem(settings: GuardSettings): string | null {
  const { enabled, directions } = settings;
  if (enabled && !directions.input && !directions.output) return 'it reads neither requests nor answers';
  switch (settings.guard) {
    case 'pii':
    case 'secrets':
      return unknownKind(settings.kinds, KINDS[settings.guard]);
    case 'region':
      return unknownKind(
        settings.rules.flatMap(({ kinds }) => kinds),
        ALL_KINDS,
      );
    case 'words':
      return listProblem(settings.lists);
    case 'guardrails_ai':
      if (!enabled) return null;
      if (settings.server === '') return 'it has no server';
      return settings.inputGuard === '' && settings.outputGuard === ''
        ? 'it has no guard of the server'
        : null;
    case 'size':
    case 'abuse':
      return null;
  }
}

function unknownKind(kinds: readonly string[], known: ReadonlySet<string>): string | null {
  const unknown = kinds.find((kind) => !known.has(kind));
  return unknown === undefined ? null : `it does not look for the kind '${unknown}'`;
}

function listProblem(lists: readonly WordList[]): string | null {
  const names = lists.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `there are two lists '${twice}'`;
  for (const { name, words } of lists) {
    const mute = words.find((word) => !hasUnits(word));
    if (mute !== undefined)
      return `the list '${name}': '${mute}' has no letter and no digit; make it a pattern`;
  }
  return null;
}
