/**
 * `npm run fuzz -- [rounds] [files]`: all files with property tests, again and again (10 rounds unless told), each round
 * with a seed of its own. Stops at the first round that fails and says with which seed it can be seen again.
 */
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies, refuseOldNode } from './setup/dependencies.mjs';
import { PROJECT_NODE, ROOT } from './setup/paths.mjs';
import { projectEnvironment, run, say } from './setup/run.mjs';

refuseOldNode();
try {
  await ensureDependencies();
  const [rounds = '10', ...chosen] = process.argv.slice(2);
  if (!/^[1-9]\d*$/.test(rounds)) throw new Error(`"${rounds}" is not a number of rounds.`);
  process.exitCode = await fuzz(Number(rounds), chosen.length > 0 ? chosen : propertyTests());
} catch (error) {
  console.error(`signalbox: ${error.message}`);
  process.exitCode = 1;
}

async function fuzz(rounds, files) {
  const vitest = join(ROOT, 'node_modules', '.bin', 'vitest');
  for (let round = 1; round <= rounds; round++) {
    const seed = String(randomInt(2 ** 31));
    say(`round ${round} of ${rounds}: ${files.length} files, PROPERTY_SEED=${seed}`);
    const env = projectEnvironment({ PROPERTY_SEED: seed });
    const code = await run(PROJECT_NODE, [vitest, 'run', '--reporter=dot', ...files], { env });
    if (code !== 0) {
      say(`to see it again: PROPERTY_SEED=${seed} npm run unit -- FILE`);
      return code;
    }
  }
  return 0;
}

function propertyTests() {
  return ['src', 'scripts', 'test']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.test\.tsx?$/.test(file))
    .filter((file) => /\bfc\.(?:assert|check)\b/.test(readFileSync(join(ROOT, file), 'utf8')));
}
