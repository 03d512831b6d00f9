import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { expect, test } from '@jest/globals'
import { DEMO_AUTHORIZATION } from '../../../dev/simulator/ask-world.ts'

const start = (...args: readonly string[]) =>
  spawn(process.execPath, ['dev/simulator/index.ts', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })

test('the command prints requests that work, and stops on SIGTERM', async () => {
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
  // Diff 2001 and version 3001 exist only once the calls before them are over.
  expect(statuses.filter(status => status !== 200)).toEqual([404, 404])
  child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
})

test('--help prints the grammar', async () => {
  const child = start('--help')
  expect(await text(child.stdout)).toMatch(/--job "<line>"[^]*running <time>[^]*retry-after date <n>/)
})

test.each([
  [['--job', 'update 1: wobbles'], '"wobbles" is not something an update can do'],
  [['--fault', 'wobble'], '"wobble" is not a fault'],
  [['--wire', 'wobbly'], '--wire takes strings'],
  [['--port', 'x'], '--port takes a whole number'],
  [['--nope'], "Unknown option '--nope'"],
])('%j is refused', async (args, message) => {
  const child = start(...args)
  const exited = once(child, 'exit')
  expect(await text(child.stderr)).toContain(message)
  expect(await exited).toEqual([1, null])
})
