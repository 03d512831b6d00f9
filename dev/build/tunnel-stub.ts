// Takes the place of tunnel in the bundle (tsconfig.json, `paths`): @actions/http-client asks for it only to make
// agents for proxies, and src/clanforge/tunnel.ts makes those.

/** Throws as soon as an agent is made, so that a request that would leave by another way is found. */
function makeNoAgent(): never {
  throw new Error('tunnel is left out of the bundle, see dev/build/tunnel-stub.ts')
}

/** The agents of the package, by their names there. */
export {
  makeNoAgent as httpOverHttp,
  makeNoAgent as httpsOverHttp,
  makeNoAgent as httpOverHttps,
  makeNoAgent as httpsOverHttps,
}
