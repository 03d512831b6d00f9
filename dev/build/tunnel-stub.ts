// Takes the place of the tunnel package in the bundle (tsconfig.json, `paths`): src/clanforge/tunnel.ts does its work,
// and @actions/http-client needs it only in `getAgent()`, which nothing here calls.

function notBundled(): never {
  throw new Error('tunnel is left out of the bundle, see dev/build/tunnel-stub.ts')
}

/** Throws as soon as somebody makes one, so that a caller that should not exist is found. */
export const httpOverHttp = notBundled
/** As httpOverHttp. */
export const httpsOverHttp = notBundled
/** As httpOverHttp. */
export const httpOverHttps = notBundled
/** As httpOverHttp. */
export const httpsOverHttps = notBundled
