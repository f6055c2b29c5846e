import fc from 'fast-check';

/**
 * The suite decides whether a change may land, so that it tries the same cases each time: a case found by chance would
 * be held against a change that has nothing to do with it. `npm run fuzz` looks for new ones.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });
