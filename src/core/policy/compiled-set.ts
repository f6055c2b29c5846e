import { compileCondition, type Condition } from '../../shared/policy/expression/index.ts';
import {
  TEXT_FIELDS,
  type PolicyContent,
  type PolicyRule,
  type PolicySubject,
} from '../../shared/policy/index.ts';
import { requirementOf, RuleIndex, type Requirement } from './rule-index.ts';

/** A version of a set, as it is compiled. */
export interface PolicySource {
  readonly setId: string;
  readonly version: number;
  readonly content: PolicyContent;
  /** When the set was made: of equal ones the older is asked first. ISO 8601, UTC. */
  readonly createdAt: string;
}

export interface CompiledRule {
  readonly rule: PolicyRule;
  readonly condition: Condition;
  /** Why it can never be evaluated: its condition is not valid for this version of the engine; null: it can. */
  readonly broken: string | null;
  readonly requirement: Requirement | null;
}

export interface CompiledSet {
  readonly source: PolicySource;
  /** Those that are enabled. */
  readonly rules: readonly CompiledRule[];
  /** The numbers of the rules to be asked, ascending. */
  readonly candidates: (subject: PolicySubject) => readonly number[];
  readonly readsMessages: boolean;
  readonly readsSimilarity: boolean;
}

/** Compiles a set. Never fails: a rule that is not valid is one that cannot be evaluated, whatever the call. */
export function compileSet(source: PolicySource, isIndexed: boolean): CompiledSet {
  const rules = source.content.rules.filter(({ enabled }) => enabled).map(compileRule);
  const all = rules.map((_rule, number) => number);
  const index = new RuleIndex(rules.map(({ requirement }) => requirement));
  const isRead = (test: (path: string) => boolean) =>
    rules.some(({ condition }) => condition.some(({ reads }) => reads.some(test)));
  return {
    source,
    rules,
    candidates: isIndexed ? (subject) => index.candidates(subject) : () => all,
    readsMessages: isRead((path) => TEXT_FIELDS.has(path)),
    readsSimilarity: isRead((path) => path.startsWith('similarity.')),
  };
}

function compileRule(rule: PolicyRule): CompiledRule {
  try {
    const condition = compileCondition(rule.when);
    return { rule, condition, broken: null, requirement: requirementOf(condition) };
  } catch (error) {
    const broken = error instanceof Error ? error.message : String(error);
    return { rule, condition: [], broken, requirement: null };
  }
}
