import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ActiveAlert, GroupState, RuleState } from '../../../shared/alert/index.ts';
import type { ConsoleServices } from '../console/services.ts';

/** As Prometheus prints a time that has not come. */
const NEVER = '0001-01-01T00:00:00Z';
const filterSchema = z.object({ type: z.enum(['alert', 'record']).optional() });

/** `/rules` and `/alerts` as Prometheus answers them: https://prometheus.io/docs/prometheus/latest/querying/api/#rules */
export function prometheusAlertRoutes({ alerts }: Pick<ConsoleServices, 'alerts'>): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/rules',
      {
        schema: {
          summary: 'Alerting and recording rules with their states, in the format of Prometheus',
          tags: ['prometheus'],
          querystring: filterSchema,
        },
      },
      ({ query: { type } }) => ({
        status: 'success',
        data: { groups: alerts.states().map((group) => toGroup(group, type)) },
      }),
    );
    app.get(
      '/alerts',
      {
        schema: {
          summary: 'Alerts that are pending or fire, in the format of Prometheus',
          tags: ['prometheus'],
        },
      },
      () => ({ status: 'success', data: { alerts: toAlerts(alerts.active()) } }),
    );
    done();
  };
}

function toGroup(group: GroupState, type: 'alert' | 'record' | undefined) {
  return {
    name: group.name,
    file: group.id,
    interval: group.intervalMs / 1_000,
    limit: group.limit,
    evaluationTime: group.evaluationSeconds ?? 0,
    lastEvaluation: group.lastEvaluatedAt ?? NEVER,
    rules: group.rules
      .filter(({ enabled, rule }) => enabled && (type === undefined || rule.kind === type))
      .map(toRule),
  };
}

function toRule({ rule, health, lastError, lastEvaluatedAt, evaluationSeconds, state, alerts }: RuleState) {
  const common = {
    name: rule.name,
    query: rule.expr,
    labels: rule.labels,
    health: health === 'unknown' ? 'unknown' : health,
    ...(lastError === null ? {} : { lastError }),
    evaluationTime: evaluationSeconds ?? 0,
    lastEvaluation: lastEvaluatedAt ?? NEVER,
  };
  if (rule.kind === 'record') return { ...common, type: 'recording' };
  return {
    ...common,
    type: 'alerting',
    state,
    duration: rule.forMs / 1_000,
    keepFiringFor: rule.keepFiringForMs / 1_000,
    annotations: rule.annotations,
    alerts: toAlerts(alerts),
  };
}

function toAlerts(alerts: readonly ActiveAlert[]) {
  return alerts
    .filter(({ state }) => state !== 'inactive')
    .map(({ labels, annotations, state, activeAt, value }) => ({
      labels,
      annotations,
      state,
      activeAt,
      value: typeof value === 'number' ? value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2') : value,
    }));
}
