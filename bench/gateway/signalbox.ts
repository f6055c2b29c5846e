import { startTestEngine } from '../../test/fixtures/start-engine.ts';
import { announceUrl } from '../parties/processes.ts';

/*
 * The whole engine, with everything on (callers need a key; limits, budgets, costs; content in a database on disk) or,
 * with FEATURES=off, with what can be switched off switched off: an open door, no limits, no costs, no content.
 */

const isOn = process.env.FEATURES !== 'off';
const engine = await startTestEngine(isOn ? [] : ['--no-record-content']);

async function rest(method: string, path: string, body: object): Promise<unknown> {
  const answer = await fetch(`${engine.url}/api/v1${path}`, {
    method,
    headers: { ...engine.headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
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
announceUrl(engine.gatewayUrl, () => engine.stop(), isOn ? await switchOn() : await switchOff());
