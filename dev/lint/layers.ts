// One direction of imports, from top to bottom, told to ESLint's own `no-restricted-imports`.
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

/** The layers of src/, top to bottom; a file or folder belongs to the one that its name begins with. */
export const layers = [['index'], ['main'], ['inputs', 'report'], ['wait'], ['clanforge'], ['errors']]

const core: Ban = { name: '@actions/core', message: 'Only main, inputs and report speak to the runner.' }
const http: Ban = { name: '@actions/http-client', message: 'Only clanforge/client speaks HTTP.' }
const impure: Ban[] = ['timers', 'timers/promises', 'process', 'crypto', 'perf_hooks']
  .flatMap(name => [name, `node:${name}`])
  .map(name => ({ name, message: 'Time, sleep and random are handed in here.' }))
const outside: Pattern = {
  regex: '^(\\.\\.?/)+(dev|__tests__|dist)/',
  message: 'src/ imports only what ships.',
}

// What each place may not import from packages; where two match a file, the later one holds.
const places = [
  { layer: 'index', at: 'src/index', banned: [core, http] },
  { layer: 'main', at: 'src/main', banned: [http] },
  { layer: 'inputs', at: 'src/inputs', banned: [http] },
  { layer: 'report', at: 'src/report', banned: [http] },
  { layer: 'wait', at: 'src/wait', banned: [core, http, ...impure] },
  { layer: 'clanforge', at: 'src/clanforge', banned: [core, http] },
  { layer: 'clanforge', at: 'src/clanforge/client', banned: [core] },
  { layer: 'clanforge', at: 'src/clanforge/job', banned: [core, http, ...impure] },
  { layer: 'clanforge', at: 'src/clanforge/kinds', banned: [core, http, ...impure] },
  { layer: 'errors', at: 'src/errors', banned: [core, http] },
]

/** Globs of the files of src/ that have no clock of their own. */
export const pure = ['src/wait', 'src/clanforge/job', 'src/clanforge/kinds'].flatMap(at => [
  flat(at),
  nested(at),
])

/** Configurations of ESLint that make an import upwards, out of src/ or of the wrong package an error. */
export const importRules: Linter.Config[] = places.flatMap(({ layer, at, banned }) => {
  const beside = at.split('/').length > 2 ? '(\\.\\./)+' : '\\./'
  return [
    restrict(flat(at), banned, upwards(layer, beside)),
    restrict(nested(at), banned, upwards(layer, '(\\.\\./)+')),
  ]
})

function flat(at: string): string {
  return `${at}*.ts`
}

function nested(at: string): string {
  return `${at}*/**/*.ts`
}

// `way` leads from a file of the layer to src/, as a regular expression.
function upwards(layer: string, way: string): Pattern[] {
  const rank = layers.findIndex(names => names.includes(layer))
  const above = layers
    .slice(0, rank + 1)
    .flat()
    .filter(name => name !== layer)
  if (above.length === 0) return []
  const message = `Imports go one way: ${layer} knows nothing of what is above it.`
  return [{ regex: `^${way}(${above.join('|')})[^/]*(/|$)`, message }]
}

function restrict(files: string, paths: readonly Ban[], patterns: readonly Pattern[]): Linter.Config {
  return {
    files: [files],
    rules: { 'no-restricted-imports': ['error', { paths, patterns: [...patterns, outside] }] },
  }
}
