/**
 * Stands for @actions/exec in the bundle. @actions/core needs it only to tell the platform's details, which nothing
 * here asks for; with @actions/io it would be a quarter of dist/index.js.
 */
export function getExecOutput(): never {
  throw new Error('@actions/exec is not part of this bundle')
}
