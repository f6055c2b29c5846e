import type { CostBreakdown, TokenUsage } from '../../../../shared/usage.ts';
import { displayText } from '../../../lib/display-text.ts';
import { exactMoney, formatCount, NOTHING } from '../../../lib/format.ts';
import { tokenParts, type TokenKind, type TokenPart } from './token-parts.ts';
import styles from './usage-view.module.css';

interface UsageViewProps {
  readonly usage: TokenUsage;
  /** Null when no price is known. */
  readonly cost: CostBreakdown | null;
  readonly model: string | null;
}

const COLOURS: Record<TokenKind, string> = {
  input: 'var(--series-1)',
  cacheRead: 'var(--series-5)',
  cacheWrite: 'var(--series-3)',
  output: 'var(--series-2)',
  reasoning: 'var(--series-6)',
};

/** Tokens of a call by kind and what each kind cost, to the nano-dollar. */
export function UsageView({ usage, cost, model }: UsageViewProps) {
  const parts = tokenParts(usage, cost);
  const total = parts.reduce((sum, part) => sum + (part.tokens ?? 0), 0);
  return (
    <div className={styles.usage}>
      <div className={styles.bar} role="img" aria-label={`${formatCount(total)} tokens by kind`}>
        {parts.map(
          (part) =>
            (part.tokens ?? 0) > 0 && (
              <span
                key={part.kind}
                style={{ flexGrow: part.tokens ?? 0, background: COLOURS[part.kind] }}
                title={`${part.label}: ${formatCount(part.tokens ?? 0)}`}
              />
            ),
        )}
      </div>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Tokens</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <PartRow key={part.kind} part={part} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <td>{formatCount(total)}</td>
            <td>{cost === null ? 'unknown' : exactMoney(cost.total)}</td>
          </tr>
        </tfoot>
      </table>
      {cost === null ? (
        <p className={styles.note}>
          Price unknown: there is no price for{' '}
          {model === null ? 'this call' : <code>{displayText(model, 80)}</code>}, so its cost is not known
          either.
        </p>
      ) : (
        <p className={styles.note}>
          Priced as <code>{displayText(cost.price, 80)}</code>
          {cost.serviceTier !== undefined && ` at ${displayText(cost.serviceTier, 20)}`}, catalogue of{' '}
          {cost.catalogueDate}.
        </p>
      )}
    </div>
  );
}

function PartRow({ part }: { part: TokenPart }) {
  const isNothing = part.tokens === null || part.tokens === 0;
  return (
    <tr className={isNothing ? styles.none : undefined}>
      <th scope="row">
        <span className={styles.swatch} style={{ background: COLOURS[part.kind] }} />
        {part.label}
      </th>
      <td title={part.tokens === null ? 'the vendor did not say' : undefined}>
        {part.tokens === null ? NOTHING : formatCount(part.tokens)}
      </td>
      <td>{part.costNanos === null || part.tokens === null ? NOTHING : exactMoney(part.costNanos)}</td>
    </tr>
  );
}
