import { HEADS, type Network } from '../../src/core/guardrails/abuse/network.ts';
import type { Bag } from './bag.ts';
import { fit, FIT_OPTIONS, type FitOptions } from './fit.ts';

/** So many models judge together: what one of them holds by the luck of its seed weighs less. */
const MEMBERS = 2;

/** Models of several seeds as one network, which says of each passage what they say on average. */
export function fitTogether(bags: readonly Bag[], seed: number, options: FitOptions = FIT_OPTIONS): Network {
  return together(Array.from({ length: MEMBERS }, (_, member) => fit(bags, seed + member, options)));
}

/** The mean of their logits: weights of features averaged, hidden units side by side. */
export function together(members: readonly Network[]): Network {
  const share = 1 / members.length;
  const mean = (of: (member: Network) => Float32Array): Float32Array => {
    const sum = new Float32Array(members[0] === undefined ? HEADS.length : of(members[0]).length);
    for (const member of members)
      of(member).forEach((value, index) => (sum[index] = (sum[index] ?? 0) + share * value));
    return sum;
  };
  const joined = (of: (member: Network) => Float32Array): Float32Array =>
    Float32Array.from(members.flatMap((member) => [...of(member)]));
  return {
    hidden: members.reduce((sum, { hidden }) => sum + hidden, 0),
    features: mean(({ features }) => features),
    meaning: joined(({ meaning }) => meaning),
    hiddenBias: joined(({ hiddenBias }) => hiddenBias),
    outputs: joined(({ outputs }) => outputs.map((weight) => share * weight)),
    bias: mean(({ bias }) => bias),
  };
}
