import type { BacktestExchange, BacktestPage, BacktestQuestion } from '../../../shared/backtest.ts';
import type { Finding } from './tally.ts';

/** Some kilobytes each at most, so that the largest backtest holds few megabytes. */
const MAX_KEPT = 10_000;

/** The exchanges that would go otherwise, as many as are kept: those that were found first. */
export class ChangedExchanges {
  readonly #kept: BacktestExchange[] = [];
  #notKept = 0;

  /** Takes those that would; the others are none. */
  add(finding: Finding): void {
    if (finding.changes.length === 0) return;
    if (this.#kept.length < MAX_KEPT) this.#kept.push(toExchange(finding));
    else this.#notKept += 1;
  }

  page({ sort, change, setId, ruleId, offset, limit }: BacktestQuestion): BacktestPage {
    const wanted = this.#kept.filter(
      ({ changes, causes }) =>
        (change === undefined || changes.includes(change)) &&
        (ruleId === undefined ||
          causes.some((cause) => cause.ruleId === ruleId && cause.setId === (setId ?? cause.setId))),
    );
    const sorted =
      sort === 'time'
        ? wanted
        : wanted
            .map((exchange) => ({
              exchange,
              size: sort === 'spend' ? spendOf(exchange) : latencyOf(exchange),
            }))
            .sort((a, b) => b.size - a.size)
            .map(({ exchange }) => exchange);
    return {
      exchanges: sorted.slice(offset, offset + limit),
      total: wanted.length,
      notKept: this.#notKept,
    };
  }
}

function toExchange({
  costBefore,
  costAfter,
  isAnswered: _isAnswered,
  isWithoutTexts: _isWithoutTexts,
  failed: _failed,
  ...shown
}: Finding): BacktestExchange {
  return {
    ...shown,
    costBeforeNanos: costBefore?.toString() ?? null,
    costAfterNanos: costAfter?.toString() ?? null,
  };
}

/** Differences whose size is not known come last. */
function spendOf({ costBeforeNanos, costAfterNanos }: BacktestExchange): number {
  if (costBeforeNanos === null || costAfterNanos === null) return -1;
  return Math.abs(Number(BigInt(costAfterNanos) - BigInt(costBeforeNanos)));
}

function latencyOf({ latencyBeforeMs, latencyAfterMs }: BacktestExchange): number {
  if (latencyBeforeMs === null || latencyAfterMs === null) return -1;
  return Math.abs(latencyAfterMs - latencyBeforeMs);
}
