/**
 * Left may import right: main → http, cli, jobs → api, <step>/service.ts → db → model; the pure files of a step
 * → versions → model, lib. In a step folder only service.ts (and files named *-service.ts) sees the database.
 */
const STEPS = 'auth|reports|inventory|repos|updates|security|feeds|errata'

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    { name: 'model-imports-nothing', severity: 'error', from: { path: '^src/model/' }, to: { pathNot: '^src/model/' } },
    {
      name: 'lib-is-free-of-the-domain',
      severity: 'error',
      from: { path: '^src/lib/' },
      to: { path: '^src/(?!lib/)' },
    },
    {
      name: 'versions-are-pure',
      severity: 'error',
      from: { path: '^src/versions/', pathNot: '[.]test[.]ts$' },
      to: { path: '^src/(?!versions/|model/|lib/)' },
    },
    {
      name: 'db-knows-only-the-model',
      severity: 'error',
      from: { path: '^src/db/', pathNot: '[.]test[.]ts$' },
      to: { path: '^src/(?!db/|model/|lib/)' },
    },
    {
      name: 'only-services-see-the-database',
      severity: 'error',
      from: { path: `^src/(${STEPS})/`, pathNot: '(service|[.]test)[.]ts$' },
      to: { path: '^src/db/' },
    },
    {
      name: 'steps-do-not-know-their-callers',
      severity: 'error',
      from: { path: `^src/(${STEPS})/`, pathNot: '[.]test[.]ts$' },
      to: { path: '^src/(http|cli|api|jobs|config|demo|main)' },
    },
    {
      name: 'answers-do-not-know-the-doors',
      severity: 'error',
      from: { path: '^src/api/' },
      to: { path: '^src/(http|cli|jobs|config|demo|main)' },
    },
    {
      name: 'doors-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/(http|cli)/', pathNot: '[.]test[.]ts$' },
      to: { path: '^src/(http|cli)/', pathNot: '^src/$1/' },
    },
    {
      name: 'nothing-imports-main',
      severity: 'error',
      from: { path: '^src/', pathNot: '[.]test[.]ts$' },
      to: { path: '^src/main[.]ts$' },
    },
    {
      name: 'sql-only-in-db',
      severity: 'error',
      from: { path: '^src/(?!db/)', pathNot: '[.]test[.]ts$' },
      to: { path: 'node_modules/(kysely|pg)/' },
    },
    { name: 'web-stands-alone', severity: 'error', from: { path: '^web/' }, to: { path: '^src/' } },
    {
      name: 'features-do-not-import-each-other',
      severity: 'error',
      from: { path: '^web/src/features/([^/]+)/' },
      to: { path: '^web/src/features/([^/]+)/', pathNot: '^web/src/features/$1/' },
    },
    {
      name: 'no-test-code-in-production',
      severity: 'error',
      from: { path: '^(src|web)/', pathNot: '[.]test[.]tsx?$' },
      to: { path: '(^tests/|[.]test[.]tsx?$)' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/[.]cache)/|\\?url$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
}
