import type { Exchange } from '../exchange.ts';

/** Gives back what the stage `limit` held, less what was truly used. */
export function settle({ hold, answer, received, cost, failure }: Exchange): null {
  const { input, output } = answer.usage;
  const isSilent = input === null && output === null;
  // A call that failed without a word used nothing; one whose answer had begun keeps what was estimated.
  const isAnswered = failure === null || received.id !== null || received.choices.length > 0;
  const tokens = isSilent && isAnswered ? null : (input ?? 0) + (output ?? 0);
  hold?.settle({ tokens, cost: BigInt(cost?.total ?? 0) });
  return null;
}
