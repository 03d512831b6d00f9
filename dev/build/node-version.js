// Loaded before every script of package.json, as plain JavaScript: an older Node would stop at the first .ts file
// with an error that names no remedy.

/**
 * Says what to do when a Node cannot run this project's scripts, which are TypeScript that Node itself strips,
 * and its tests (nock needs 22.20).
 *
 * @param {string} version of the running Node, such as `v20.1.0`
 * @returns {string | undefined} one line, or nothing when this Node will do
 */
export function complaint(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 20)) return undefined
  return `Node 24 is needed here, see .node-version; this is ${version}.`
}

const problem = complaint(process.version)
if (problem !== undefined) {
  console.error(problem)
  process.exit(1)
}
