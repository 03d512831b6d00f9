// Replaces packages in the bundle whose code is never called (`paths` in tsconfig.json). undici alone would be 86% of it.

const stub = function (): never {
  throw new Error('left out of the bundle, see dev/build/stubs.ts')
}

/** undici: @actions/http-client needs it only in `getAgentDispatcher()`. */
export const ProxyAgent = stub
/** @actions/exec: @actions/core needs it only for details of the platform. */
export const getExecOutput = stub
/** tunnel: @actions/http-client needs it only in `getAgent()`, which src/clanforge/tunnel.ts replaces. */
export const httpOverHttp = stub
/** tunnel */
export const httpsOverHttp = stub
/** tunnel */
export const httpOverHttps = stub
/** tunnel */
export const httpsOverHttps = stub
