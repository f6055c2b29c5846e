import type { FastifyInstance } from 'fastify';
import type { ActiveAlert, GroupState, RuleState } from '../../../shared/alert/index.ts';
import type { ConsoleServices } from '../console/services.ts';
import { success, withLongExponent } from './answers.ts';
import { invalid } from './parameters.ts';
import { sendFailure, type FailureParts } from './prometheus-failure.ts';
import { GET_ONLY, route } from './route.ts';

export interface PrometheusAlertRoutesOptions extends FailureParts {
  readonly services: Pick<ConsoleServices, 'alerts'>;
}

/** As Prometheus prints a time that has not come. */
const NEVER = '0001-01-01T00:00:00Z';

/** `/rules` and `/alerts` as Prometheus answers them: https://prometheus.io/docs/prometheus/latest/querying/api/#rules */
export function prometheusAlertRoutes(options: PrometheusAlertRoutesOptions) {
  const { alerts } = options.services;
  return (app: FastifyInstance, _options: unknown, done: () => void): void => {
    app.setErrorHandler((error, request, reply) => sendFailure(error, request, reply, options));
    route(app, GET_ONLY, '/rules', 'Alerting and recording rules with their states', (parameters) => {
      const type = (parameters.get('type') ?? '').toLowerCase();
      if (type !== '' && type !== 'alert' && type !== 'record')
        throw invalid('type', `not supported value ${JSON.stringify(type)}`);
      return success({ groups: alerts.states().map((group) => toGroup(group, type)) });
    });
    route(app, GET_ONLY, '/alerts', 'Alerts that are pending or fire', () =>
      success({ alerts: toAlerts(alerts.active()) }),
    );
    done();
  };
}

function toGroup(group: GroupState, type: '' | 'alert' | 'record') {
  return {
    name: group.name,
    file: group.id,
    interval: group.intervalMs / 1_000,
    limit: group.limit,
    evaluationTime: group.evaluationSeconds ?? 0,
    lastEvaluation: group.lastEvaluatedAt ?? NEVER,
    rules: group.rules
      .filter(({ enabled, rule }) => enabled && (type === '' || rule.kind === type))
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
      value: typeof value === 'number' ? withLongExponent(value.toExponential()) : value,
    }));
}
