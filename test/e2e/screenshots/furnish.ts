import type { RunningEngine } from '../fixtures/engine.ts';

/* What a team would set up: keys, budgets, limits, flags and routes, and some calls that meet them. */

const DOLLAR = 1_000_000_000;
const ORGS = ['acme', 'globex', 'initech'] as const;
const USERS = ['ana', 'ben', 'chloe', 'dmitri', 'erin', 'farid'] as const;
const MODELS = [
  'gpt-4o',
  'claude-sonnet-4-5',
  'gpt-5-mini',
  'assistant',
  'resilient',
  'gemini-2.5-flash',
] as const;

export async function furnish(engine: RunningEngine): Promise<void> {
  const rest = (method: string, path: string, body: object) => askRest(engine, method, path, body);
  // Port 9 is that of the discard protocol: nothing listens there.
  await rest('POST', '/providers', { name: 'vllm', dialect: 'openai', baseUrl: 'http://127.0.0.1:9/v1' });
  await setRoutes(rest);
  await setBounds(rest);
  await rest('PUT', '/flags/track_model_costs', {
    value: false,
    scope: { org: 'initech', workspace: 'labs' },
  });
  await rest('PUT', '/flags/enable_rate_limiting', { value: false, scope: { user: 'on-call' } });

  const secrets: string[] = [];
  for (const org of ORGS) {
    const made = await rest('POST', '/keys', { name: `${org} production`, org, workspace: 'production' });
    secrets.push((made as { secret: string }).secret);
  }
  const calls = Array.from({ length: 48 }, (_, i) => ({
    secret: secrets[i % 5 === 0 ? 1 : i % 7 === 0 ? 2 : 0] ?? '',
    user: USERS[(i * i) % USERS.length] ?? 'ana',
    model: MODELS[i % MODELS.length] ?? 'gpt-4o',
  }));
  await Promise.all(
    [0, 1, 2, 3].map((lane) =>
      callAll(
        engine,
        calls.filter((_, i) => i % 4 === lane),
      ),
    ),
  );
}

type Rest = (method: string, path: string, body: object) => Promise<unknown>;

async function setRoutes(rest: Rest): Promise<void> {
  const target = (provider: string, model: string, rank: number, weight = 1) => ({
    provider,
    model,
    rank,
    weight,
  });
  await rest('PUT', '/routes/assistant', {
    targets: [
      target('simulated', 'gpt-4o', 1, 3),
      target('simulated', 'claude-sonnet-4-5', 1),
      target('simulated', 'gemini-2.5-pro', 2),
    ],
  });
  await rest('PUT', '/routes/resilient', {
    targets: [target('vllm', 'llama-3.3-70b', 1), target('simulated', 'gpt-4o-mini', 2)],
    retry: { attempts: 1, maxWaitMs: 0 },
  });
  await rest('PUT', '/routes/summaries', {
    targets: [target('simulated', 'gemini-2.5-flash', 1), target('simulated', 'claude-haiku-4-5', 2)],
  });
}

async function setBounds(rest: Rest): Promise<void> {
  const each = { subject: null };
  await rest('POST', '/budgets', {
    scope: 'global',
    ...each,
    period: 'month',
    amountNanos: `${25 * DOLLAR}`,
    mode: 'warning',
  });
  await rest('POST', '/budgets', {
    scope: 'org',
    ...each,
    period: 'day',
    amountNanos: `${DOLLAR / 20}`,
    mode: 'hard',
  });
  await rest('POST', '/budgets', {
    scope: 'model',
    subject: 'gpt-4o',
    period: 'hour',
    amountNanos: `${DOLLAR / 50}`,
    mode: 'hard',
  });
  await rest('POST', '/limits', { metric: 'requests', scope: 'user', ...each, amount: 10, period: 'hour' });
  await rest('POST', '/limits', {
    metric: 'tokens',
    scope: 'org',
    ...each,
    amount: 200_000,
    period: 'day',
    burst: 40_000,
  });
  await rest('POST', '/limits', {
    metric: 'requests',
    scope: 'global',
    ...each,
    amount: 600,
    period: 'minute',
  });
  await rest('POST', '/limits', {
    metric: 'concurrency',
    scope: 'model',
    subject: 'assistant',
    amount: 1,
    queueSize: 20,
  });
}

interface Call {
  readonly secret: string;
  readonly user: string;
  readonly model: string;
}

/** One after the other. That some are refused is meant. */
async function callAll(engine: RunningEngine, calls: readonly Call[]): Promise<void> {
  for (const { secret, user, model } of calls) {
    const answer = await fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${secret}`,
        'x-signalbox-user': user,
      },
      body: JSON.stringify({
        model,
        max_completion_tokens: 200,
        messages: [{ role: 'user', content: 'Which of these invoices are due this week?' }],
      }),
    });
    await answer.text();
  }
}

async function askRest(engine: RunningEngine, method: string, path: string, body: object): Promise<unknown> {
  const answer = await fetch(`${engine.url}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${engine.token}` },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}
