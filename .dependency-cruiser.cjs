/** Who may import whom. The table is docs/architecture.md; test/fixtures/planted-violation proves that it bites. */
const inside = (room) => `^src/${room}/`;
/** Rooms of the engine that offer a capability: each is entered by its index.ts. */
const CAPABILITIES =
  '(alerts|cost|dashboards|dialects|flags|guardrails|health|limits|load|metrics|policy|providers|resilience|routing|secrets|similarity|telemetry|tenants|tokens|workload)';
/** Arrows between capabilities, from -> to; docs/architecture.md lists the same. */
const ARROWS = [
  ['alerts', 'metrics'],
  ['alerts', 'secrets'],
  ['metrics', 'secrets'],
  ['metrics', 'telemetry'],
  ['guardrails', 'tokens'],
  ['telemetry', 'cost'],
  ['policy', 'cost'],
  ['policy', 'guardrails'],
  ['providers', 'dialects'],
  ['providers', 'secrets'],
  ['providers', 'tokens'],
  ['routing', 'providers'],
];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\.css' } },
    {
      name: 'shared-imports-nothing-of-ours',
      severity: 'error',
      from: { path: inside('shared'), pathNot: '(\\.test\\.|/testing/)' },
      to: {
        path: '^(src/(?!shared/)|node_modules/(?!zod|@lezer/(lr|common)/|@marcbachmann/cel-js/|re2js/))',
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      from: { path: inside('shared'), pathNot: '\\.test\\.' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-knows-no-screen',
      severity: 'error',
      from: { path: inside('core') },
      to: { path: '^(src/(main|preload|renderer)/|node_modules/electron/)' },
    },
    {
      name: 'screens-know-no-engine',
      severity: 'error',
      from: { path: '^src/(main|preload|renderer)/', pathNot: '^src/renderer/lib/console-router\\.ts$' },
      to: { path: inside('core') },
    },
    {
      name: 'router-type-only',
      severity: 'error',
      from: { path: '^src/renderer/lib/console-router\\.ts$' },
      to: { path: inside('core'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'renderer-is-a-browser',
      severity: 'error',
      from: { path: inside('renderer'), pathNot: '\\.test\\.' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-not-main',
      severity: 'error',
      from: { path: inside('renderer') },
      to: { path: '^src/(main|preload)/' },
    },
    {
      name: 'features-are-islands',
      severity: 'error',
      from: { path: '^src/renderer/features/([^/]+)/' },
      to: { path: '^src/renderer/features/([^/]+)/', pathNot: '^src/renderer/features/$1/' },
    },
    {
      name: 'ui-and-lib-below-features',
      severity: 'error',
      from: { path: '^src/renderer/(ui|lib)/' },
      to: { path: '^src/renderer/(app|features|share)/' },
    },
    {
      name: 'features-below-app',
      severity: 'error',
      from: { path: '^src/renderer/features/' },
      to: { path: '^src/renderer/(app|share)/' },
    },
    {
      name: 'shared-file-needs-no-engine',
      comment: 'The viewer inside of exported HTML files has no connection.',
      severity: 'error',
      from: { path: '^src/renderer/share/' },
      to: {
        path: [
          '^src/renderer/app/',
          '^src/renderer/lib/(engine-client|query-client|console-router)',
          '^node_modules/@tanstack/react-(query|router)/',
        ],
        reachable: true,
      },
    },
    {
      name: 'store-is-the-floor',
      severity: 'error',
      from: { path: '^src/core/store/', pathNot: '\\.test\\.' },
      to: { path: '^src/core/', pathNot: '^src/core/(store|threads)/' },
    },
    {
      name: 'capabilities-below-doors',
      severity: 'error',
      from: { path: `^src/core/${CAPABILITIES}/`, pathNot: '\\.test\\.' },
      to: { path: '^src/core/(http|exchange|composition|engine\\.ts|server\\.ts|utility\\.ts)' },
    },
    {
      name: 'exchange-below-doors',
      severity: 'error',
      from: { path: '^src/core/exchange/', pathNot: '\\.test\\.' },
      to: { path: '^src/core/(http/|composition/|engine\\.ts)' },
    },
    {
      name: 'capabilities-by-their-face',
      comment: 'A capability is entered by an index.ts or by its types.',
      severity: 'error',
      from: { path: '^src/core/([^/]+)/' },
      to: {
        path: `^src/core/${CAPABILITIES}/`,
        pathNot: ['^src/core/$1/', '/index\\.ts$', '/testing/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'redis-only-where-it-is-used',
      comment: 'Its client slows down the reading of texts in its thread; see src/core/limits/limits.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.' },
      to: {
        path: '^src/core/limits/redis-rate-limiter\\.ts$',
        dependencyTypesNot: ['type-only', 'dynamic-import'],
      },
    },
    {
      name: 'testing-is-for-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '(\\.test\\.|/testing/)' },
      to: { path: '^src/.*/testing/' },
    },
    {
      name: 'capability-arrows',
      comment: 'Arrows between capabilities are listed in docs/architecture.md.',
      severity: 'error',
      from: { path: `^src/core/${CAPABILITIES}/`, pathNot: '\\.test\\.' },
      to: {
        path: `^src/core/${CAPABILITIES}/`,
        pathNot: ['^src/core/$1/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    ...[
      ['better-sqlite3', '^src/core/store/'],
      ['hyparquet-writer', '^src/core/telemetry/export/'],
      ['ws', '^src/core/http/'],
      ['echarts', '^src/renderer/ui/charts/'],
      ['@tanstack/react-table', '^src/renderer/ui/data-grid/'],
      ['@codemirror', '^src/renderer/ui/((filter|cel|promql)-editor/|editor-popup-theme)'],
      ['@prometheus-io/codemirror-promql', '^src/renderer/ui/promql-editor/'],
      ['@prometheus-io/lezer-promql', '^src/core/metrics/promql/'],
      ['hdr-histogram-js', '^src/core/load/'],
      ['pg', '^src/core/health/'],
      ['react-grid-layout', '^src/renderer/ui/panel-grid/'],
      ['@marcbachmann/cel-js', '^src/shared/policy/'],
      ['@dnd-kit', '^src/renderer/ui/sortable-list/'],
      ['@dagrejs/dagre', '^src/renderer/features/service-map/'],
      ['electron', '^src/(main|preload)/'],
      ['@napi-rs/keyring', '^src/core/secrets/'],
      ['undici', '^src/core/(providers|guardrails|load)/'],
      ['ioredis', '^src/core/limits/'],
      ['ajv', '^src/core/guardrails/'],
      ['cockatiel', '^src/core/resilience/'],
      ['gpt-tokenizer', '^src/core/tokens/'],
      ['fastify', '^src/core/http/'],
    ].map(([name, owner]) => ({
      name: `one-owner-${name.replace(/[@/]/g, '')}`,
      severity: 'error',
      from: { path: '^src/', pathNot: [owner, '\\.test\\.'] },
      to: { path: `^node_modules/${name}/` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.renderer.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
// Listed arrows are lifted out of the general ban.
const arrows = module.exports.forbidden.find((rule) => rule.name === 'capability-arrows');
module.exports.forbidden.splice(
  module.exports.forbidden.indexOf(arrows),
  1,
  ...[...new Set(CAPABILITIES.slice(1, -1).split('|'))].map((from) => ({
    ...arrows,
    name: `capability-arrows-${from}`,
    from: { path: `^src/core/${from}/`, pathNot: '\\.test\\.' },
    to: {
      path: `^src/core/${CAPABILITIES}/`,
      pathNot: [
        `^src/core/${from}/`,
        ...ARROWS.filter(([start]) => start === from).map(([, to]) => `^src/core/${to}/`),
      ],
      dependencyTypesNot: ['type-only'],
    },
  })),
);
