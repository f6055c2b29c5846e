import { REDUCERS, type Reducer } from '../../../../shared/dashboard/index.ts';
import { REDUCER_LABELS } from '../../../lib/reduce-values.ts';

/** Where they stand beside each other: a gap may be what stands last. */
export const REDUCER_NAMES: Readonly<Record<Reducer, string>> = { ...REDUCER_LABELS, last: 'Last or gap' };

export const REDUCER_OPTIONS = REDUCERS.map((value) => ({ value, label: REDUCER_NAMES[value] }));
