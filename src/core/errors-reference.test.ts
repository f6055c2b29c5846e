import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'oxfmt';
import { expect, it } from 'vitest';
import { ACCESS_ERRORS } from '../shared/error-registry/access-errors.ts';
import { ALERT_ERRORS } from '../shared/error-registry/alert-errors.ts';
import { DASHBOARD_ERRORS } from '../shared/error-registry/dashboard-errors.ts';
import { ENGINE_ERRORS } from '../shared/error-registry/engine-errors.ts';
import type { ErrorDefinition } from '../shared/error-registry/error-definition.ts';
import { GATEWAY_ERRORS } from '../shared/error-registry/gateway-errors.ts';
import { ERRORS } from '../shared/error-registry/index.ts';
import { LIMIT_ERRORS } from '../shared/error-registry/limit-errors.ts';
import { LOAD_ERRORS } from '../shared/error-registry/load-errors.ts';
import { METRICS_ERRORS } from '../shared/error-registry/metrics-errors.ts';
import { POLICY_ERRORS } from '../shared/error-registry/policy-errors.ts';
import { PROVIDER_ERRORS } from '../shared/error-registry/provider-errors.ts';
import { REQUEST_ERRORS } from '../shared/error-registry/request-errors.ts';
import { TRACE_ERRORS } from '../shared/error-registry/trace-errors.ts';

const page = new URL('../../docs/reference/errors.md', import.meta.url);

const SECTIONS: readonly [title: string, errors: Readonly<Record<string, ErrorDefinition>>][] = [
  ['Requests, at any door', REQUEST_ERRORS],
  ['Who calls, and what they may', ACCESS_ERRORS],
  ['Calls through the gateway', GATEWAY_ERRORS],
  ['Providers and routes', PROVIDER_ERRORS],
  ['Limits and budgets', LIMIT_ERRORS],
  ['Guards and policies', POLICY_ERRORS],
  ['Traces and what comes in', TRACE_ERRORS],
  ['Metrics', METRICS_ERRORS],
  ['Dashboards', DASHBOARD_ERRORS],
  ['Alerts and SLOs', ALERT_ERRORS],
  ['Load tests', LOAD_ERRORS],
  ['The engine itself', ENGINE_ERRORS],
];

/** docs/reference/errors.md, whole. */
function errorsMarkdown(): string {
  const sections = SECTIONS.map(([title, errors]) => {
    const rows = Object.entries(errors).map(
      ([code, { status, retryable, message, action }]) =>
        `| \`${code}\` | ${status} | ${retryable ? 'yes' : 'no'} | ${cell(message)} | ${cell(action)} |`,
    );
    const head = '| code | status | retry | what happened | what to do |\n| --- | --- | --- | --- | --- |';
    return `## ${title}\n\n${head}\n${rows.join('\n')}\n`;
  });
  return `# Errors

Made from \`src/shared/error-registry\` by \`UPDATE_DOCS=1 npm run unit -- errors-reference\`; a test keeps it so.

Every failure has a code that stays, an HTTP status, what happened and what to do. **retry** says whether the same request
may succeed later. What stands in \`{braces}\` is filled in.

Each door answers in its caller's dialect: the REST API with \`{"error": {"code", "message", "action", "retryable"}}\`; the
gateway as OpenAI or Anthropic would, with the code in small letters (\`key_missing\`); the OTLP door with a
\`google.rpc.Status\`; the calls under \`/api/v1\` that Prometheus has too as Prometheus does.

${sections.join('\n')}`;
}

function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replaceAll(/(?<!`)\{(\w+)\}/g, '`{$1}`');
}

it('docs/reference/errors.md has every error of the registry', async () => {
  expect(SECTIONS.flatMap(([, errors]) => Object.keys(errors)).sort()).toEqual(Object.keys(ERRORS).sort());
  const { code: expected } = await format('errors.md', errorsMarkdown());
  if (process.env.UPDATE_DOCS === '1') writeFileSync(page, expected);
  expect(readFileSync(page, 'utf8')).toBe(expected);
});
