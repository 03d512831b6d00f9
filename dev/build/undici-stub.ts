// Takes the place of undici in the bundle (tsconfig.json, `paths`): it would be 86% of it, and @actions/http-client
// asks for it only in `getAgentDispatcher()`, which nothing here calls.

/** Throws as soon as somebody makes one, so that a caller that should not exist is found. */
export const ProxyAgent = function () {
  throw new Error('undici is left out of the bundle, see dev/build/undici-stub.ts')
}
