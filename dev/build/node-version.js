// Loaded before every script of package.json. It is JavaScript, because an older Node fails at the first .ts file with an
// error that does not name the reason.

/**
 * Returns a message if a version of Node cannot run the scripts. They are TypeScript, and nock needs 22.20.
 *
 * @param {string} version such as `v20.1.0`
 * @returns {string | undefined}
 */
export function describeOldNode(version) {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 20)) return undefined
  return `Node 22.20 or newer is required (recommended: 24, see .node-version); this is ${version}.`
}

const message = describeOldNode(process.version)
if (message !== undefined) {
  console.error(message)
  process.exit(1)
}
