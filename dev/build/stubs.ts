// Stands in the bundle for packages that nothing here calls (tsconfig.json, `paths`): undici alone would be 86% of it.

/** Throws as soon as it is called, so that a caller that should not exist is found. */
const stub = function (): never {
  throw new Error('left out of the bundle, see dev/build/stubs.ts')
}

/** Of undici: @actions/http-client needs it only in `getAgentDispatcher()`. */
export const ProxyAgent = stub
/** Of @actions/exec: @actions/core needs it only for details of the platform. */
export const getExecOutput = stub
/** Of tunnel: @actions/http-client needs it only in `getAgent()`; src/clanforge/tunnel.ts does its work. */
export const httpOverHttp = stub
/** As `httpOverHttp`. */
export const httpsOverHttp = stub
/** As `httpOverHttp`. */
export const httpOverHttps = stub
/** As `httpOverHttp`. */
export const httpsOverHttps = stub
