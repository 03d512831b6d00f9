// One direction of imports, from top to bottom, told to ESLint's own `no-restricted-imports`.
// Plain JavaScript, since eslint.config.js is also read by editors, whose Node may not strip types.

/** The layers of src/, top to bottom; a file or folder belongs to the one that its name begins with. */
export const layers = [['index'], ['main'], ['inputs', 'report'], ['wait'], ['clanforge'], ['errors']]

const core = { name: '@actions/core', message: 'Only main, inputs and report speak to the runner.' }
const http = { name: '@actions/http-client', message: 'Only clanforge/client speaks HTTP.' }
const impure = ['timers', 'timers/promises', 'process', 'crypto', 'perf_hooks']
  .flatMap(name => [name, `node:${name}`])
  .map(name => ({ name, message: 'Time, sleep and random are handed in here.' }))
const outside = { regex: '^(\\.\\.?/)+(dev|__tests__|dist)/', message: 'src/ imports only what ships.' }

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

/** Files of src/ without a clock of their own, as ESLint's globs. */
export const pure = ['wait', 'clanforge/job', 'clanforge/kinds'].flatMap(name => globs(`src/${name}`))

/** ESLint configurations that make an import upwards, out of src/ or of the wrong package an error. */
export const importRules = places.flatMap(({ layer, at, banned }) => {
  const [flat, nested] = globs(at)
  const beside = at.split('/').length > 2 ? '(\\.\\./)+' : '\\./'
  return [
    restrict(flat, banned, upwards(layer, beside)),
    restrict(nested, banned, upwards(layer, '(\\.\\./)+')),
  ]
})

/** @param {string} at the beginning of a path @returns {[string, string]} its files, and the files in its folders */
function globs(at) {
  return [`${at}*.ts`, `${at}*/**/*.ts`]
}

/**
 * @param {string} layer whose files may not import what is above it or beside it
 * @param {string} way from such a file to src/, as a regular expression
 */
function upwards(layer, way) {
  const rank = layers.findIndex(names => names.includes(layer))
  const above = layers
    .slice(0, rank + 1)
    .flat()
    .filter(name => name !== layer)
  if (above.length === 0) return []
  const message = `Imports go one way: ${layer} knows nothing of what is above it.`
  return [{ regex: `^${way}(${above.join('|')})[^/]*(/|$)`, message }]
}

/**
 * @param {string} files a glob
 * @param {object[]} paths packages
 * @param {object[]} patterns of specifiers
 */
function restrict(files, paths, patterns) {
  return {
    files: [files],
    rules: { 'no-restricted-imports': ['error', { paths, patterns: [...patterns, outside] }] },
  }
}
