import { withoutBrackets } from '../clanforge/tunnel.ts'
import { isLoopback } from './parsers.ts'

/**
 * The proxy for requests to a URL; undefined when none applies.
 * HTTP_PROXY never applies: plain http is only for loopback hosts, and those never use a proxy.
 * A variable that applies but cannot be used is added to `problems`, without its value: it may hold a password.
 */
export function readProxy(
  apiUrl: string,
  environment: NodeJS.ProcessEnv,
  problems: string[],
): URL | undefined {
  const url = new URL(apiUrl)
  if (isLoopback(url.hostname) || isExcluded(url, environment)) return undefined
  // As in curl and @actions/http-client, lower case first, and an empty variable is not set.
  const name = ['https_proxy', 'HTTPS_PROXY'].find(variable => valueOf(environment, variable) !== '')
  if (name === undefined) return undefined
  const proxy = parseProxy(valueOf(environment, name))
  if (proxy === undefined)
    problems.push(`${name}: this variable is not valid; use an http or https URL of a proxy`)
  return proxy
}

function parseProxy(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined
  const proxy = new URL(text)
  try {
    // The user info is sent decoded.
    decodeURIComponent(proxy.username + proxy.password)
  } catch {
    return undefined
  }
  return proxy
}

/** Whether NO_PROXY lists the host: by its name, with its port, by one of its parent domains, or by `*`. */
function isExcluded(url: URL, environment: NodeJS.ProcessEnv): boolean {
  const list = valueOf(environment, 'no_proxy') || valueOf(environment, 'NO_PROXY')
  const entries = list.split(/[\s,]+/).filter(entry => entry !== '')
  const host = url.hostname
  const names = [host, withoutBrackets(host)]
  const forms = [...names, `${host}:${url.port === '' ? '443' : url.port}`]
  return entries.some(entry => {
    const name = entry.toLowerCase()
    return name === '*' || forms.some(form => form === name || form.endsWith(`.${name.replace(/^\./, '')}`))
  })
}

function valueOf(environment: NodeJS.ProcessEnv, name: string): string {
  return (environment[name] ?? '').trim()
}
