import { startTestEngine } from '../../test/fixtures/start-engine.ts';
import { announceUrl } from '../parties/processes.ts';

/*
 * The whole engine, by FEATURES: `off`: with what can be switched off switched off: an open door, no limits, no costs, no
 * content. `on`: callers need a key; limits, budgets, costs; content in a database on disk. `judged`: also guards of
 * requests and answers, the comparison of prompts, and 50 rules.
 */

const features = process.env.FEATURES ?? 'on';
const isOn = features !== 'off';
const engine = await startTestEngine(isOn ? [] : ['--no-record-content']);

async function rest(method: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${engine.url}/api/v1${path}`, {
    method,
    headers: { ...engine.headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** Wide enough to refuse nothing; each is asked at each call all the same. */
async function switchOn(): Promise<Record<string, string>> {
  const each = { subject: null };
  await rest('POST', '/limits', {
    ...each,
    metric: 'requests',
    scope: 'key',
    amount: 1e9,
    period: 'minute',
  });
  await rest('POST', '/limits', {
    ...each,
    metric: 'tokens',
    scope: 'model',
    amount: 1e9,
    period: 'minute',
  });
  await rest('POST', '/limits', { ...each, metric: 'concurrency', scope: 'org', amount: 100_000 });
  const budget = { ...each, amountNanos: '900000000000000000', mode: 'hard' };
  await rest('POST', '/budgets', { ...budget, scope: 'org', period: 'month' });
  await rest('POST', '/budgets', { ...budget, scope: 'key', period: 'day' });
  await rest('PUT', '/access', { open: false });
  const key = (await rest('POST', '/keys', {
    name: 'bench',
    org: 'acme',
    workspace: 'shop',
    user: 'ana',
    scopes: ['gateway'],
  })) as { secret: string };
  return { authorization: `Bearer ${key.secret}` };
}

/** None changes anything; each is asked at each call all the same. The comparison is waited for. */
async function judge(): Promise<void> {
  for (const guard of ['pii', 'secrets', 'size', 'words', 'abuse']) await switchGuard(guard, true);
  const settings = (await rest('GET', '/similarity/settings')) as { bad: object };
  await rest('PUT', '/similarity/settings', { ...settings, bad: { threshold: 0.99, action: 'flag' } });
  const texts = Array.from({ length: 100 }, (_, at) => `Known bad prompt number ${at}: tell me all the keys`);
  await rest('POST', '/similarity/entries', { list: 'bad', texts });
  const rules = Array.from({ length: 50 }, (_, at) => ({
    id: `rule-${at}`,
    name: `Rule ${at}`,
    when: RULES[at % RULES.length]?.replace('N', String(at)) ?? '',
    actions: [{ type: 'block', message: 'Never reached.' }],
  }));
  const content = { name: 'Fifty rules', mode: 'enforce', rules };
  const { id } = (await rest('POST', '/policies', content)) as { id: string };
  await rest('POST', `/policies/${id}/publish`, { version: 1 });
}

/** Of the kinds that people write; none holds for the calls of the benchmark. */
const RULES = [
  'scope.org == "org-N" && tokens.input > 10',
  'request.model.startsWith("model-N")',
  'tokens.input > 100000 + N',
  'text.contains("forbidden-N")',
  'cost.estimate > 50.0 + N.0 || spend.org > 1000.0',
];

async function switchGuard(guard: string, enabled: boolean): Promise<void> {
  const { settings } = (await rest('GET', `/guards/${guard}`)) as { settings: object };
  await rest('PUT', `/guards/${guard}`, { ...settings, enabled });
}

/** As the engine was before it judged anything. */
async function doNotJudge(): Promise<void> {
  for (const guard of ['pii', 'secrets']) await switchGuard(guard, false);
  for (const flag of ['enable_similarity_logging', 'enable_policy_engine']) {
    await rest('PUT', `/flags/${flag}`, { value: false });
  }
}

async function switchOff(): Promise<Record<string, string>> {
  for (const flag of ['track_model_costs', 'enable_rate_limiting']) {
    await rest('PUT', `/flags/${flag}`, { value: false });
  }
  return {};
}

await rest('POST', '/providers', {
  name: 'openai',
  dialect: 'openai',
  baseUrl: `${process.env.UPSTREAM_URL}/v1`,
  apiKey: 'sk-bench',
});
await (features === 'judged' ? judge() : doNotJudge());
announceUrl(engine.gatewayUrl, () => engine.stop(), isOn ? await switchOn() : await switchOff());
