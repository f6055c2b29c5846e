// Loaded first in every process and thread of the tests: a thread of the engine starts from its bundle (bundle-threads.ts).
import { registerHooks } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const bundle = process.env.SIGNALBOX_TEST_THREADS;
const ENTRY = /\/src\/core\/.*?([^/]+-thread)\.ts$/;

if (!isMainThread && bundle !== undefined) {
  registerHooks({
    resolve(specifier, context, next) {
      const name = context.parentURL === undefined ? ENTRY.exec(specifier)?.[1] : undefined;
      return next(name === undefined ? specifier : new URL(`${name}.mjs`, bundle).href, context);
    },
  });
}
