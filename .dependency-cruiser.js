// Rules for imports. docs/architecture.md shows the layers of src/, and docs/development.md the folders of dev/.

const network = '^(node:)?(http|https|http2|net|tls|dns|dgram)(/|$)'
const machine = '^(node:)?(timers|process|crypto|perf_hooks)(/|$)'

/** @type {(...rule: [name: string, comment: string, from: object, to: object]) => object} */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** @type {(layer: string, above: string) => object} A file or folder of src/, and the layers that it may not import. */
const below = (layer, above) => {
  const start = `^src/(${layer})(/|[.])`
  return forbid(
    `${layer}-is-below`,
    'Imports go one way.',
    { path: start },
    { path: `^src/(${above})(/|[.])` },
  )
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    below('main', 'index'),
    below('inputs', 'index|main|process|system-clock|report'),
    below('report', 'index|main|process|system-clock|inputs'),
    below('process', 'index|main|system-clock|inputs|report'),
    below('system-clock', 'index|main|process|inputs|report'),
    below('wait', 'index|main|process|system-clock|inputs|report'),
    below('clanforge', 'index|main|process|system-clock|inputs|report|wait'),
    below('version', '[^.]+'),
    forbid(
      'runner',
      'Only main.ts and report/runner.ts use @actions/core.',
      { path: '^src/', pathNot: '^src/(main|report/runner)[.]ts$' },
      { path: 'node_modules/@actions/core/' },
    ),
    forbid(
      'http-client',
      'Only clanforge/connection.ts uses the HTTP client.',
      { path: '^src/', pathNot: '^src/clanforge/connection[.]ts$' },
      { path: 'node_modules/@actions/http-client/' },
    ),
    forbid(
      'network',
      'Only connections and the client in clanforge/ use the network.',
      {
        path: '^src/',
        pathNot: '^src/clanforge/(client|error-page|connection|tunnel|body|network-errors)[.]ts$',
      },
      { path: network },
    ),
    forbid(
      'pure',
      'Time, sleep and random numbers are injected.',
      {
        path: '^src/(wait/|clanforge/(status|response|endpoints|json|redaction|redact-urls|states|errors)[.]ts$)',
      },
      { path: machine },
    ),
    forbid(
      'shipped',
      'src/ does not import development code.',
      { path: '^src/' },
      { path: '^(dev|__tests__|dist)/' },
    ),
    forbid(
      'dev-tools',
      'The commands of dev/ do not import each other.',
      { path: '^dev/([^/]+)/' },
      {
        path: '^dev/(demo|docs|lint|perf|pictures|probe|release|replay|test)/',
        pathNot: '^dev/$1/',
      },
    ),
    forbid(
      'dev-base',
      'Folders that the commands of dev/ share import no command and no simulator.',
      { path: '^dev/(build|runner)/' },
      { path: '^dev/', pathNot: '^dev/(build|runner)/' },
    ),
    forbid(
      'dev-simulator',
      'The simulator takes the time as an argument: it uses no virtual clock.',
      { path: '^dev/simulator/' },
      { path: '^dev/virtual/' },
    ),
    forbid('circle', 'There are no circular imports.', {}, { circular: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dev/pictures/' },
    tsPreCompilationDeps: true,
  },
}
