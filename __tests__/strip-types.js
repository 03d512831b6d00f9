// Removes the types of a file as Node does when it runs src/ and dev/. `npm run typecheck` checks them.
import { stripTypeScriptTypes } from 'node:module'

export default {
  /** @param {string} source */
  process: source => ({ code: stripTypeScriptTypes(source) }),
}
