import {
  hostOf,
  isLoopbackUrl,
  isThreshold,
  loadPlanSchema,
  type LoadPlan,
  type LoadPlanInput,
} from '../../../../shared/load/index.ts';

export const REQUEST_KINDS = ['chat', 'embeddings', 'recorded', 'http'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** One request of the mix as it is typed; fields that its kind does not have are kept, unused. */
export interface RequestDraft {
  readonly key: number;
  readonly kind: RequestKind;
  readonly model: string;
  readonly text: string;
  readonly dialect: 'openai' | 'anthropic';
  readonly stream: boolean;
  readonly maxTokens: string;
  readonly method: string;
  readonly path: string;
  readonly filter: string;
  readonly weight: string;
}

export interface StageDraft {
  readonly key: number;
  readonly seconds: string;
  readonly target: string;
}

/** A plan as it is typed. */
export interface PlanDraft {
  readonly name: string;
  readonly target: 'gateway' | 'url';
  readonly url: string;
  readonly confirmedHost: string;
  readonly model: 'open' | 'closed';
  readonly start: string;
  readonly stages: readonly StageDraft[];
  readonly warmUp: string;
  readonly requests: readonly RequestDraft[];
  readonly thresholds: string;
  readonly abortOnFail: boolean;
  readonly timeoutSeconds: string;
  readonly maxRequests: string;
  readonly mayCost: boolean;
}

let nextKey = 1;

export function newRequest(): RequestDraft {
  return {
    key: nextKey++,
    kind: 'chat',
    model: 'gpt-4o-mini',
    text: 'Which signals does a train pass between two stations? (question {{n}})',
    dialect: 'openai',
    stream: true,
    maxTokens: '256',
    method: 'GET',
    path: '/',
    filter: '',
    weight: '1',
  };
}

export function newStage(seconds: number, target: number): StageDraft {
  return { key: nextKey++, seconds: String(seconds), target: String(target) };
}

export function newDraft(): PlanDraft {
  return {
    name: 'Gateway under load',
    target: 'gateway',
    url: 'http://127.0.0.1:8080',
    confirmedHost: '',
    model: 'open',
    ...shapeOf('constant'),
    warmUp: '2',
    requests: [newRequest()],
    thresholds: 'error_rate<1%, p95<5s',
    abortOnFail: false,
    timeoutSeconds: '30',
    maxRequests: '100000',
    mayCost: false,
  };
}

export const SHAPES = ['constant', 'ramp', 'steps', 'spike'] as const;
export type ShapeName = (typeof SHAPES)[number];

/** Where a new shape begins; every number of it can be changed. */
export function shapeOf(name: ShapeName): Pick<PlanDraft, 'start' | 'stages'> {
  switch (name) {
    case 'constant':
      return { start: '20', stages: [newStage(30, 20)] };
    case 'ramp':
      return { start: '0', stages: [newStage(30, 50), newStage(10, 50)] };
    case 'steps':
      return {
        start: '10',
        stages: [newStage(10, 10), newStage(1, 20), newStage(10, 20), newStage(1, 40), newStage(10, 40)],
      };
    case 'spike':
      return {
        start: '10',
        stages: [newStage(10, 10), newStage(2, 80), newStage(5, 80), newStage(2, 10), newStage(10, 10)],
      };
  }
}

/** What is wrong with a draft, by field; `form`: what belongs to none. */
export type DraftProblems = Readonly<
  Partial<Record<'name' | 'url' | 'host' | 'shape' | 'thresholds' | 'requests' | 'form', string>>
>;

/** The plan that was typed, or what is wrong with it. */
export function planOf(draft: PlanDraft): { plan: LoadPlan | null; problems: DraftProblems } {
  const expressions = thresholdsOf(draft.thresholds);
  const wrong = expressions.find((expression) => !isThreshold(expression));
  if (wrong !== undefined)
    return {
      plan: null,
      problems: { thresholds: `"${wrong}" is none: write it like p95<500ms or error_rate<1%` },
    };
  if (draft.target === 'url' && (!isHttpUrl(draft.url) || new URL(draft.url).pathname !== '/'))
    return { plan: null, problems: { url: 'An address without a path, such as http://127.0.0.1:8080' } };
  const input: LoadPlanInput = {
    name: draft.name,
    target:
      draft.target === 'gateway'
        ? { kind: 'gateway', url: null }
        : { kind: 'url', url: draft.url, headers: {} },
    shape: {
      model: draft.model,
      start: numberOf(draft.start),
      stages: draft.stages.map(({ seconds, target }) => ({
        seconds: numberOf(seconds),
        target: numberOf(target),
      })),
    },
    mix: draft.requests.map(templateOf),
    warmUpSeconds: numberOf(draft.warmUp),
    thresholds: expressions.map((expression) => ({ expression, abortOnFail: draft.abortOnFail })),
    limits: { timeoutMs: numberOf(draft.timeoutSeconds) * 1000, maxRequests: numberOf(draft.maxRequests) },
    confirmedHost: draft.confirmedHost === '' ? null : draft.confirmedHost,
    mayCost: draft.mayCost,
  };
  const parsed = loadPlanSchema.safeParse(input);
  return parsed.success
    ? { plan: parsed.data, problems: {} }
    : { plan: null, problems: problemsOf(parsed.error.issues) };
}

/** The host that has to be typed once more before the plan may be started; null: none. */
export function hostToConfirm(draft: PlanDraft): string | null {
  if (draft.target !== 'url' || !isHttpUrl(draft.url) || isLoopbackUrl(draft.url)) return null;
  return hostOf(draft.url);
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text);
}

function templateOf(draft: RequestDraft, index: number): LoadPlanInput['mix'][number] {
  const { kind, model, text, dialect, stream, path, filter } = draft;
  const common = { name: nameOf(draft, index), weight: numberOf(draft.weight) };
  const maxTokens = numberOf(draft.maxTokens);
  switch (kind) {
    case 'chat':
      return { kind, ...common, dialect, model, prompt: text, maxTokens, stream };
    case 'embeddings':
      return { kind, ...common, model, input: text };
    case 'recorded':
      return { kind, ...common, filter, maxTokens, stream, model: model === '' ? null : model };
    case 'http':
      return {
        kind,
        ...common,
        method: draft.method === 'POST' ? 'POST' : 'GET',
        path,
        body: text === '' ? null : text,
      };
  }
}

function nameOf({ kind, model, method, path }: RequestDraft, index: number): string {
  const what = kind === 'http' ? `${method} ${path}` : kind === 'recorded' ? 'recorded' : model;
  return `${index + 1}. ${what}`.slice(0, 100);
}

function thresholdsOf(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** What is no number is NaN, which the schema refuses. */
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

function problemsOf(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): DraftProblems {
  const problems: Record<string, string> = {};
  for (const { path, message } of issues) {
    const field = FIELDS[String(path[0])] ?? 'form';
    problems[field] ??= TEXTS[field] ?? message;
  }
  if (problems.shape !== undefined) {
    const custom = issues.find(({ path }) => path[0] === 'shape' && path.length === 1);
    problems.shape = custom?.message ?? problems.shape;
  }
  return problems;
}

const FIELDS: Readonly<Record<string, string>> = {
  name: 'name',
  target: 'url',
  shape: 'shape',
  mix: 'requests',
  thresholds: 'thresholds',
};
const TEXTS: Readonly<Record<string, string>> = {
  name: 'It needs a name.',
  shape: 'Seconds and targets are numbers above zero.',
  requests: 'A request lacks something: a model, a text, a path that begins with /, or a weight above zero.',
  form: 'Warm-up, time limit and number of calls are whole numbers within their bounds.',
};
