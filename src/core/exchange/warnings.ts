import type { Exchange } from './exchange.ts';
import { headerText } from './headers.ts';

/** Tells the caller all warnings so far, with the headers of the answer. */
export function announceWarnings({ judgement, reply }: Exchange): void {
  const { warnings } = judgement;
  if (warnings.length === 0 || reply.started) return;
  reply.announce({ 'x-signalbox-warning': headerText(warnings, '; ') });
}

/** Those of guards of the answer, while its head has not been sent. */
export function announceOutputWarnings(exchange: Exchange): void {
  const { judgement } = exchange;
  const warned = judgement.outputRuns.filter(({ outcome }) => outcome === 'warn');
  if (warned.length === 0) return;
  judgement.warnings.push(...warned.map(({ guard, reason }) => `${guard}: ${reason}`));
  announceWarnings(exchange);
}
