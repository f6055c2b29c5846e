import { parseFilter, type FilterExpression } from '../../../shared/filter/index.ts';
import type { TraceFilter } from '../../../shared/trace.ts';

/** What rollups of traces tell apart. */
export interface RolledFilter {
  service?: string;
  status?: 'ok' | 'error';
}

/** The filter, if rollups can answer it; null when the traces themselves have to be looked at. */
export function rolledFilterOf({ q, service, status, ...more }: TraceFilter): RolledFilter | null {
  if (Object.values(more).some((value) => value !== undefined && value !== '' && value !== false))
    return null;
  const rolled: RolledFilter = {
    ...(service !== undefined && { service }),
    ...(status !== undefined && { status }),
  };
  if (q === undefined) return rolled;
  const parsed = parseFilter(q);
  if (!parsed.ok) return null;
  return parsed.expression === null || takesIn(rolled, parsed.expression) ? rolled : null;
}

/** Adds what the expression says; false when it says anything else, or another thing than before. */
function takesIn(rolled: RolledFilter, expression: FilterExpression): boolean {
  if (expression.kind === 'and') return expression.operands.every((operand) => takesIn(rolled, operand));
  if (expression.kind !== 'clause' || expression.operator !== ':') return false;
  const [value, ...rest] = expression.value;
  if (rest.length > 0) return false;
  if (expression.field === 'service' && (rolled.service ?? value) === value) {
    rolled.service = value;
    return true;
  }
  const status = expression.field === 'status' ? statusOf(value) : null;
  if (status === null || (rolled.status ?? status) !== status) return false;
  rolled.status = status;
  return true;
}

function statusOf(value: string): 'ok' | 'error' | null {
  const status = value.toLowerCase();
  return status === 'ok' || status === 'error' ? status : null;
}
