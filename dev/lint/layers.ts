// One direction of imports, from top to bottom, as a configuration of ESLint's `no-restricted-imports`.
import type { Linter } from 'eslint'

/** A package that is not to be imported, and why. */
interface Ban {
  readonly name: string
  readonly message: string
}

/** Specifiers that are not to be imported, and why. */
interface Pattern {
  readonly regex: string
  readonly message: string
}

/** A layer of src/. Two of the same rank know nothing of each other. */
interface Layer {
  readonly rank: number
  /** What the names of its files and folders in src/ begin with. */
  readonly names: readonly string[]
}

/** The layers of src/, top to bottom. */
export const layers: readonly Layer[] = [
  { rank: 0, names: ['index'] },
  { rank: 1, names: ['main'] },
  { rank: 2, names: ['inputs'] },
  { rank: 2, names: ['report'] },
  // What main hands in of the machine it runs on.
  { rank: 2, names: ['process', 'system-clock'] },
  { rank: 3, names: ['wait'] },
  { rank: 4, names: ['clanforge'] },
  { rank: 5, names: ['version'] },
]

const core: Ban = { name: '@actions/core', message: 'Only main, inputs and report use the runner.' }
const http: Ban = { name: '@actions/http-client', message: 'Only clanforge/connection uses the HTTP client.' }
const wire: Ban[] = ['http', 'https', 'http2', 'net', 'tls', 'dns', 'dgram']
  .flatMap(name => [name, `node:${name}`])
  .map(name => ({ name, message: 'Only connections and the client in clanforge/ use the network.' }))
const impure: Ban[] = ['timers', 'timers/promises', 'process', 'crypto', 'perf_hooks']
  .flatMap(name => [name, `node:${name}`])
  .map(name => ({ name, message: 'Time, sleep and random are handed in here.' }))
const outside: Pattern = {
  regex: '^(\\.\\.?/)+(dev|__tests__|dist)/',
  message: 'src/ imports only what ships.',
}

/** Files of clanforge/ that only turn data into data. */
const pureClanforge = ['status', 'response', 'endpoints', 'json', 'redact', 'errors'].map(
  name => `clanforge/${name}`,
)

// What each place may not import from packages; where two match a file, the later one holds.
const places = [
  { name: 'index', banned: [core, http, ...wire] },
  { name: 'main', banned: [http, ...wire] },
  { name: 'inputs', banned: [http, ...wire] },
  { name: 'report', banned: [http, ...wire] },
  { name: 'process', banned: [core, http, ...wire] },
  { name: 'system-clock', banned: [core, http, ...wire] },
  { name: 'wait', banned: [core, http, ...wire, ...impure] },
  { name: 'clanforge', banned: [core, http, ...wire] },
  { name: 'clanforge/connection', banned: [core] },
  ...['client', 'tunnel', 'body'].map(name => ({ name: `clanforge/${name}`, banned: [core, http] })),
  ...pureClanforge.map(name => ({ name, banned: [core, http, ...wire, ...impure] })),
  { name: 'version', banned: [core, http, ...wire] },
]

/** Globs of the files of src/ that have no clock of their own. */
export const pure = ['wait', ...pureClanforge].flatMap(name => [flat(name), nested(name)])

/** Configurations of ESLint that make an import upwards, out of src/ or of the wrong package an error. */
export const importRules: Linter.Config[] = places.flatMap(({ name, banned }) => {
  const beside = name.includes('/') ? '(\\.\\./)+' : '\\./'
  return [
    restrict(flat(name), banned, upwards(name, beside)),
    restrict(nested(name), banned, upwards(name, '(\\.\\./)+')),
  ]
})

function flat(name: string): string {
  return `src/${name}*.ts`
}

function nested(name: string): string {
  return `src/${name}*/**/*.ts`
}

// `way` leads from a file of that name to src/, as a regular expression.
function upwards(name: string, way: string): Pattern[] {
  const own = layers.find(({ names }) => names.some(beginning => name.startsWith(beginning)))
  if (own === undefined) return []
  const above = layers.filter(layer => layer !== own && layer.rank <= own.rank).flatMap(({ names }) => names)
  if (above.length === 0) return []
  const message = `Imports go one way: ${name} imports nothing from above it.`
  return [{ regex: `^${way}(${above.join('|')})[^/]*(/|$)`, message }]
}

function restrict(files: string, paths: readonly Ban[], patterns: readonly Pattern[]): Linter.Config {
  return {
    files: [files],
    rules: { 'no-restricted-imports': ['error', { paths, patterns: [...patterns, outside] }] },
  }
}
