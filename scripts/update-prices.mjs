/**
 * Writes resources/prices/catalogue.json from the price data of the npm package @pydantic/genai-prices (MIT) and from
 * resources/prices/service-tiers.json, which has what that package lacks.
 *
 *   node scripts/update-prices.mjs            writes the file; asks npm for the package's date when its version is new
 *   node scripts/update-prices.mjs --check    exits 1 when the file is not what the installed package gives
 *
 * The package keeps dollars per million tokens as floating numbers. They are read here from the *text* of its source
 * and turned into whole nano-dollars per million tokens by moving the decimal point, so no rounding of binary fractions
 * comes in. The same package gives the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const PACKAGE = '@pydantic/genai-prices';
const packageRoot = new URL(`../node_modules/${PACKAGE}/`, import.meta.url);
const tiersFile = new URL('../resources/prices/service-tiers.json', import.meta.url);
const target = new URL('../resources/prices/catalogue.json', import.meta.url);

/** Catalogue field <- price key of the package. The rest (video, searches, cached images) is not used. */
const TOKEN_PRICES = {
  input: 'input_mtok',
  cacheRead: 'cache_read_mtok',
  cacheWrite: 'cache_write_mtok',
  output: 'output_mtok',
  reasoning: 'output_reasoning_mtok',
  cacheWrite1h: 'cache_write_1h_mtok',
  audioInput: 'input_audio_mtok',
  audioCacheRead: 'cache_audio_read_mtok',
  audioOutput: 'output_audio_mtok',
  imageInput: 'input_image_mtok',
  imageOutput: 'output_image_mtok',
};

/** The package's `const X = [{id: ..., models: [...]}, ...]` as plain values, its numbers as their source text. */
function readProviders(sourceText) {
  const file = ts.createSourceFile('index.js', sourceText, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { initializer } of statement.declarationList.declarations) {
      if (initializer === undefined || !ts.isArrayLiteralExpression(initializer)) continue;
      const value = toValue(initializer, file);
      if (value[0]?.models !== undefined) return value;
    }
  }
  throw new Error(`${PACKAGE} no longer holds its providers in an array of its source.`);
}

function toValue(node, file) {
  if (ts.isNumericLiteral(node)) return { decimal: node.getText(file) };
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map((element) => toValue(element, file));
  if (ts.isObjectLiteralExpression(node))
    return Object.fromEntries(node.properties.map((p) => [p.name.text, toValue(p.initializer, file)]));
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return node.operand.text === '0';
  throw new Error(`Unexpected ${ts.SyntaxKind[node.kind]} in the data of ${PACKAGE}: ${node.getText(file)}`);
}

/** A decimal's text times 10^places as an integer; digits beyond that are rounded half up. */
function scaledInteger({ decimal }, places) {
  const match = /^(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(decimal);
  if (match === null) throw new Error(`Not a decimal number: ${decimal}`);
  const [, whole, fraction, exponent = '0'] = match;
  const digits = whole + fraction;
  const shift = places + Number(exponent) - fraction.length;
  if (shift >= 0) return Number(BigInt(digits) * 10n ** BigInt(shift));
  const divisor = 10n ** BigInt(-shift);
  return Number((BigInt(digits) + divisor / 2n) / divisor);
}

const nanosPerMillion = (price) => scaledInteger(price, 9);

/** One set of prices: flat fields hold up to the first tier, each tier repeats all fields that it changes. */
function toPrices(source) {
  const prices = {};
  const tiers = new Map();
  for (const [field, key] of Object.entries(TOKEN_PRICES)) {
    const price = source[key];
    if (price === undefined) continue;
    prices[field] = nanosPerMillion(price.base ?? price);
    for (const tier of price.tiers ?? []) {
      const above = scaledInteger(tier.start, 0);
      tiers.set(above, { ...tiers.get(above), [field]: nanosPerMillion(tier.price) });
    }
  }
  if (source.requests_kcount !== undefined) prices.request = scaledInteger(source.requests_kcount, 6);
  if (tiers.size > 0)
    prices.tiers = [...tiers].sort(([a], [b]) => a - b).map(([above, changed]) => ({ above, ...changed }));
  return prices;
}

function toPeriod({ constraint, prices }) {
  if (constraint?.type === 'start_date') return { from: constraint.start_date, ...toPrices(prices) };
  if (constraint?.type === 'time_of_date')
    return { daily: [constraint.start_time, constraint.end_time], ...toPrices(prices) };
  if (constraint !== undefined) throw new Error(`Unknown constraint ${JSON.stringify(constraint)}`);
  return toPrices(prices);
}

function toModel({ id, match, prices }, tiersOf) {
  const periods = Array.isArray(prices) ? prices.map(toPeriod) : [toPrices(prices)];
  const latest = periods.at(-1);
  const serviceTiers = tiersOf(id, latest);
  if (Object.keys(serviceTiers).length > 0) periods[periods.length - 1] = { ...latest, serviceTiers };
  return { id, match, prices: periods };
}

/** The prices of a model's service tiers in its latest period: a share of the standard ones, or written out. */
function serviceTiersOf(providerTiers) {
  const { everyModel = {}, models = {} } = providerTiers ?? {};
  return (id, standard) => {
    const tiers = {};
    for (const [name, { percent }] of Object.entries(everyModel)) tiers[name] = shareOf(standard, percent);
    for (const [name, dollars] of Object.entries(models[id] ?? {})) {
      tiers[name] = Object.fromEntries(
        Object.entries(dollars).map(([field, decimal]) => [field, nanosPerMillion({ decimal })]),
      );
    }
    return tiers;
  };
}

function shareOf(standard, percent) {
  const share = (rates) => {
    const fields = Object.keys(TOKEN_PRICES).filter((field) => rates[field] !== undefined);
    return Object.fromEntries(fields.map((field) => [field, (rates[field] * percent) / 100]));
  };
  const tiers = standard.tiers?.map((tier) => ({ above: tier.above, ...share(tier) }));
  return { ...share(standard), ...(tiers && { tiers }) };
}

/** Models keep their order, since the first that matches counts; providers are sorted. */
function toProvider(
  { id, name, provider_match, model_match, fallback_model_providers, models },
  serviceTiers,
) {
  const tiersOf = serviceTiersOf(serviceTiers[id]);
  return {
    id,
    name,
    ...(provider_match && { match: provider_match }),
    ...(model_match && { modelMatch: model_match }),
    ...(fallback_model_providers && { fallback: fallback_model_providers }),
    models: models.map((model) => toModel(model, tiersOf)),
  };
}

/** JSON with one model a line, so that a price change is one line of a diff. */
function format({ providers, ...head }) {
  const lines = Object.entries(head).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`,
  );
  const blocks = providers.map(({ models, ...provider }) => {
    const rows = models.map((model) => `      ${JSON.stringify(model)}`).join(',\n');
    return `    ${JSON.stringify(provider).slice(0, -1)}, "models": [\n${rows}\n    ]}`;
  });
  return `{\n${lines.join('\n')}\n  "providers": [\n${blocks.join(',\n')}\n  ]\n}\n`;
}

/** The day the package's version was published: the date of the catalogue. */
function publishedOn(version, source, previous) {
  if (previous?.source === source) return previous.date;
  const times = execFileSync('npm', ['view', PACKAGE, 'time', '--json'], { encoding: 'utf8' });
  return JSON.parse(times)[version].slice(0, 10);
}

function main() {
  const { version } = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8'));
  const source = `${PACKAGE} ${version}`;
  const serviceTiers = JSON.parse(readFileSync(tiersFile, 'utf8')).providers;
  const before = existsSync(target) ? readFileSync(target, 'utf8') : null;
  const providers = readProviders(readFileSync(new URL('dist/index.js', packageRoot), 'utf8'))
    .map((provider) => toProvider(provider, serviceTiers))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const after = format({
    source,
    licence: 'MIT (LICENSE.genai-prices.txt)',
    date: publishedOn(version, source, before === null ? null : JSON.parse(before)),
    unit: 'nano-dollars per million tokens; request: nano-dollars per request',
    providers,
  });
  if (process.argv.includes('--check')) {
    if (before === after) return;
    console.error(
      'resources/prices/catalogue.json is not what the installed package gives; run npm run prices.',
    );
    process.exitCode = 1;
    return;
  }
  writeFileSync(target, after);
  copyFileSync(new URL('LICENSE', packageRoot), new URL('LICENSE.genai-prices.txt', target));
  const count = providers.reduce((sum, { models }) => sum + models.length, 0);
  console.log(`${fileURLToPath(target)}: ${providers.length} providers, ${count} models, from ${source}`);
}

main();
