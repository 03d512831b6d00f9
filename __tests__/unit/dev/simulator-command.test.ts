import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { expect, test } from '@jest/globals'
import { DEMO_AUTHORIZATION } from '../../../dev/simulator/access.ts'
import { scenarioNames } from '../../../dev/simulator/built-in-scenarios.ts'

const start = (...args: readonly string[]) =>
  spawn(process.execPath, ['dev/simulator/index.ts', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })

test('prints requests that work, and stops on SIGTERM', async () => {
  const child = start()
  const exited = once(child, 'exit')
  const urls: string[] = []
  for await (const line of createInterface(child.stdout)) {
    const url = /^ {2}curl -s -u \S+ '(.*)'$/.exec(line)?.[1]
    if (url !== undefined) urls.push(url)
    if (line.startsWith('Ctrl+C')) break
  }
  expect(urls.length).toBeGreaterThan(12)
  const statuses: number[] = []
  for (const url of urls) {
    const { status } = await fetch(url, { headers: { authorization: DEMO_AUTHORIZATION } })
    statuses.push(status)
  }
  // Diff 2001 and version 3001 exist only after the calls before them.
  expect(statuses.filter(status => status !== 200)).toEqual([404, 404])
  child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
})

test('starts a scenario by its name, on the given port', async () => {
  const child = start('release', '--port', '0')
  for await (const line of createInterface(child.stdout)) if (line.startsWith('Ctrl+C')) break
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('--help lists the built-in scenarios and the properties of scenarios', async () => {
  const help = await text(start('--help').stdout)
  for (const name of scenarioNames()) expect(help).toContain(`\n  ${name.padEnd(24)}`)
  expect(help).toMatch(/failsAt .*\n[^]*startsAfter .*"\*": starts at once[^]*retryAfterDate [^]*no-success/)
})

test.each([
  [['no-such-scenario'], 'There is no scenario or file no-such-scenario. Scenarios: '],
  [['package.json'], 'package.json: scenario has an unknown property "name"'],
  [['README.md'], 'README.md: Unexpected token'],
  [['tour', 'release'], 'One scenario at a time'],
  [['--port', 'x'], '--port is "x", not a port'],
  [['--nope'], "Unknown option '--nope'"],
])('%j is refused', async (args, message) => {
  const child = start(...args)
  const exited = once(child, 'exit')
  expect(await text(child.stderr)).toContain(message)
  expect(await exited).toEqual([1, null])
})
