import { z } from 'zod';
import { guardNameSchema, type GuardName } from './guard-run.ts';
import { wordListSchema } from './word-list.ts';

/** What a guard's own failure means: `open` lets the call pass, `closed` blocks it. */
export const failureModeSchema = z.enum(['open', 'closed']);

const score = z.number().min(0).max(1);
const count = z.number().int().min(0).max(1_000_000_000).nullable();
const name = z.string().trim().min(1).max(200);
const kinds = z.array(z.string().regex(/^[a-z0-9_]{1,64}$/)).max(100);

const common = {
  /** Off: it runs only where a policy requires it. */
  enabled: z.boolean(),
  failureMode: failureModeSchema,
  /** A guard that takes longer has failed. */
  timeLimitMs: z.number().int().min(1).max(60_000),
  directions: z.strictObject({ input: z.boolean(), output: z.boolean() }),
};
/** What a guard does that finds places in a text. */
const placeAction = z.enum(['flag', 'warn', 'redact', 'block']);
/** What a guard does that judges the whole. */
const wholeAction = z.enum(['flag', 'warn', 'block']);

export const sizeSettingsSchema = z.strictObject({
  guard: z.literal('size'),
  ...common,
  action: wholeAction,
  /** The most that a request may have; null: no limit. */
  characters: count,
  tokens: count,
  messages: count,
  tools: count,
  attachments: count,
  /** Dollars that a call may cost at most, by its estimate. */
  cost: z.number().min(0).max(1_000_000).nullable(),
  /** The most characters of an answer. */
  answerCharacters: count,
});
export type SizeSettings = z.infer<typeof sizeSettingsSchema>;

/** Which calls a rule about regions is for: those that agree with every name it gives. */
export const regionRuleSchema = z.strictObject({
  org: name.nullable().default(null),
  workspace: name.nullable().default(null),
  user: name.nullable().default(null),
  /** Providers and regions that may answer; empty: all. */
  providers: z.array(name).max(100).default([]),
  regions: z.array(name).max(100).default([]),
  /** The rule holds only for calls with one of these in their texts; empty: for every call. */
  kinds: kinds.default([]),
});
export type RegionRule = z.infer<typeof regionRuleSchema>;

export const regionSettingsSchema = z.strictObject({
  guard: z.literal('region'),
  ...common,
  /** Targets that may not answer are left out; where none remains the call is blocked. */
  action: z.literal('block'),
  /** Where a provider answers, by its name: `{"azure-eu": "eu"}`. One that is not named is nowhere known. */
  providerRegions: z.record(name, name),
  rules: z.array(regionRuleSchema).max(200),
});
export type RegionSettings = z.infer<typeof regionSettingsSchema>;

const detection = {
  ...common,
  action: placeAction,
  /** What is looked for; empty: every kind. */
  kinds,
  /** A finding below counts for nothing. */
  threshold: score,
};
export const piiSettingsSchema = z.strictObject({ guard: z.literal('pii'), ...detection });
export type PiiSettings = z.infer<typeof piiSettingsSchema>;

export const secretsSettingsSchema = z.strictObject({ guard: z.literal('secrets'), ...detection });
export type SecretsSettings = z.infer<typeof secretsSettingsSchema>;

export const wordsSettingsSchema = z.strictObject({
  guard: z.literal('words'),
  ...common,
  action: placeAction,
  lists: z.array(wordListSchema).max(50),
});
export type WordsSettings = z.infer<typeof wordsSettingsSchema>;

export const abuseClassSchema = z.enum(['injection', 'jailbreak', 'harmful', 'abuse']);
export type AbuseClass = z.infer<typeof abuseClassSchema>;

export const abuseSettingsSchema = z.strictObject({
  guard: z.literal('abuse'),
  ...common,
  action: wholeAction,
  /** From which score on a class counts; null: it does not. */
  thresholds: z.record(abuseClassSchema, score.nullable()),
  /** Also reads results of tools and definitions of tools: orders hidden there are indirect injection. */
  toolTexts: z.boolean(),
  /** An answer that is streamed is held back until it has been judged; otherwise it is judged at its end. */
  holdStreams: z.boolean(),
});
export type AbuseSettings = z.infer<typeof abuseSettingsSchema>;

export const guardrailsAiSettingsSchema = z.strictObject({
  guard: z.literal('guardrails_ai'),
  ...common,
  action: wholeAction,
  /** Base address of the Guardrails AI server; empty: none is asked. */
  server: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
  /** The guard of that server which validates requests, and which validates answers; empty: none. */
  inputGuard: z.string().trim().max(200),
  outputGuard: z.string().trim().max(200),
  holdStreams: z.boolean(),
});
export type GuardrailsAiSettings = z.infer<typeof guardrailsAiSettingsSchema>;

/** How a guard is set. */
export const guardSettingsSchema = z.discriminatedUnion('guard', [
  sizeSettingsSchema,
  regionSettingsSchema,
  piiSettingsSchema,
  secretsSettingsSchema,
  wordsSettingsSchema,
  abuseSettingsSchema,
  guardrailsAiSettingsSchema,
]);
export type GuardSettings = z.infer<typeof guardSettingsSchema>;
export type SettingsOf<Name extends GuardName> = Extract<GuardSettings, { guard: Name }>;

/** The settings of every guard. */
export type AllGuardSettings = { readonly [Name in GuardName]: SettingsOf<Name> };

const both = { input: true, output: true };
const inputOnly = { input: true, output: false };

/** What holds until somebody changes it: nothing is blocked and nothing replaced; what leaves unseen is flagged. */
export const DEFAULT_GUARD_SETTINGS: AllGuardSettings = {
  size: {
    guard: 'size',
    enabled: false,
    action: 'block',
    failureMode: 'open',
    timeLimitMs: 1_000,
    directions: inputOnly,
    characters: 400_000,
    tokens: 100_000,
    messages: null,
    tools: null,
    attachments: null,
    cost: null,
    answerCharacters: null,
  },
  region: {
    guard: 'region',
    enabled: false,
    action: 'block',
    failureMode: 'closed',
    timeLimitMs: 100,
    directions: inputOnly,
    providerRegions: {},
    rules: [],
  },
  pii: {
    guard: 'pii',
    enabled: true,
    action: 'flag',
    failureMode: 'open',
    timeLimitMs: 100,
    directions: both,
    kinds: [],
    threshold: 0.5,
  },
  secrets: {
    guard: 'secrets',
    enabled: true,
    action: 'flag',
    failureMode: 'open',
    timeLimitMs: 100,
    directions: both,
    kinds: [],
    threshold: 0.5,
  },
  words: {
    guard: 'words',
    enabled: false,
    action: 'flag',
    failureMode: 'open',
    timeLimitMs: 100,
    directions: both,
    lists: [],
  },
  abuse: {
    guard: 'abuse',
    enabled: false,
    action: 'flag',
    failureMode: 'open',
    timeLimitMs: 250,
    directions: inputOnly,
    // Near those that 1 % of harmless texts exceed: resources/abuse-detector/model-card.md.
    thresholds: { injection: 0.5, jailbreak: 0.15, harmful: 0.45, abuse: 0.7 },
    toolTexts: true,
    holdStreams: false,
  },
  guardrails_ai: {
    guard: 'guardrails_ai',
    enabled: false,
    action: 'block',
    failureMode: 'closed',
    timeLimitMs: 2_000,
    directions: both,
    server: '',
    inputGuard: '',
    outputGuard: '',
    holdStreams: false,
  },
};

/** A guard as the console and REST show it. */
export const guardStateSchema = z.object({
  guard: guardNameSchema,
  settings: guardSettingsSchema,
  /** ISO 8601; null: as it came. */
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
});
export type GuardState = z.infer<typeof guardStateSchema>;
