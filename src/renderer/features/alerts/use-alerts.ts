import { keepPreviousData, skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import type { ActiveAlert, AlertingRule, GroupState, RuleState } from '../../../shared/alert/index.ts';
import { useTRPC, useTRPCClient } from '../../lib/engine-client.ts';
import { boundsOf, type TimeRange } from '../../lib/time-range.ts';

const REFRESH_MS = 10_000;
const BUDGET_REFRESH_MS = 30_000;

/** Groups and silences as they are, by subscription. */
export function useLiveAlerts() {
  return useSubscription(useTRPC().alerts.live.subscriptionOptions());
}

export interface PlacedRule {
  readonly group: GroupState;
  readonly rule: RuleState;
}

export interface PlacedAlert extends PlacedRule {
  readonly alert: ActiveAlert;
}

/** Alerts with the rules that they are of. */
export function placedAlerts(groups: readonly GroupState[]): PlacedAlert[] {
  return groups.flatMap((group) =>
    group.rules.flatMap((rule) => rule.alerts.map((alert) => ({ group, rule, alert }))),
  );
}

export function useAlertHistory() {
  return useQuery(useTRPC().alerts.history.queryOptions({ limit: 100 }, { refetchInterval: REFRESH_MS }));
}

/** What a rule would have brought over a range. `only`: the labels of the alert that it is about; else of all of its alerts. */
export function usePreview(
  rule: AlertingRule | null,
  intervalMs: number,
  range: TimeRange,
  only?: Readonly<Record<string, string>>,
) {
  const client = useTRPCClient();
  const ask = (wanted: AlertingRule, signal: AbortSignal) => {
    const { from, to } = boundsOf(range, Date.now());
    const request = {
      rule: wanted,
      intervalMs,
      fromMs: Date.parse(from),
      toMs: Date.parse(to),
      ...(only && { only }),
    };
    return client.alerts.preview.query(request, { signal });
  };
  return useQuery({
    queryKey: ['alert-preview', rule, intervalMs, range, only],
    queryFn: rule === null ? skipToken : ({ signal }) => ask(rule, signal),
    refetchInterval: range.kind === 'last' && BUDGET_REFRESH_MS,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useRunbook(name: string | null) {
  const trpc = useTRPC();
  return useQuery(
    trpc.alerts.runbook.queryOptions({ name: name ?? '' }, { enabled: name !== null, staleTime: Infinity }),
  );
}

export function useSlos() {
  return useQuery(useTRPC().alerts.slos.list.queryOptions(undefined, { refetchInterval: BUDGET_REFRESH_MS }));
}

export function useChannels() {
  return useQuery(useTRPC().alerts.channels.list.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
}

/** A group as it can be edited; asked for when it is, so that its version is the latest. */
export function useRuleGroup(id: string | null) {
  const trpc = useTRPC();
  return useQuery(
    trpc.alerts.groups.get.queryOptions({ id: id ?? '' }, { enabled: id !== null, staleTime: 0, gcTime: 0 }),
  );
}

/** What changes alerts; rules and silences come back by subscription. */
export function useAlertChanges() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const options = { onSuccess: () => cache.invalidateQueries(trpc.alerts.pathFilter()) };
  const { groups, silences, slos, channels } = trpc.alerts;
  return {
    createGroup: useMutation(groups.create.mutationOptions(options)),
    saveGroup: useMutation(groups.save.mutationOptions(options)),
    removeGroup: useMutation(groups.remove.mutationOptions(options)),
    copyGroup: useMutation(groups.copy.mutationOptions(options)),
    setEnabled: useMutation(groups.setEnabled.mutationOptions(options)),
    importYaml: useMutation(groups.importYaml.mutationOptions(options)),
    addSilence: useMutation(silences.add.mutationOptions(options)),
    endSilence: useMutation(silences.end.mutationOptions(options)),
    createSlo: useMutation(slos.create.mutationOptions(options)),
    saveSlo: useMutation(slos.save.mutationOptions(options)),
    removeSlo: useMutation(slos.remove.mutationOptions(options)),
    addChannel: useMutation(channels.add.mutationOptions(options)),
    changeChannel: useMutation(channels.change.mutationOptions(options)),
    removeChannel: useMutation(channels.remove.mutationOptions(options)),
    testChannel: useMutation(channels.test.mutationOptions(options)),
  };
}
