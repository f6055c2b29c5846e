import type { Migration } from './migration.ts';

/** Until here every call without a price was "unpriced", failed ones that used nothing too, so the two were one number. */
const up = `
ALTER TABLE traces ADD COLUMN priced_calls INTEGER NOT NULL DEFAULT 0;
UPDATE traces SET priced_calls = call_count - unpriced_calls;
ALTER TABLE call_rollups ADD COLUMN priced_calls INTEGER NOT NULL DEFAULT 0;
UPDATE call_rollups SET priced_calls = calls - unpriced_calls;
`;

const down = `
ALTER TABLE call_rollups DROP COLUMN priced_calls;
ALTER TABLE traces DROP COLUMN priced_calls;
`;

export const addPricedCalls: Migration = { version: 2, name: 'priced-calls', up, down };
