import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { preload } from '../../dev/runner/preload.ts'
import { readActionDefaults } from '../../dev/runner/action-file.ts'
import { root } from '../../dev/build/command.ts'
import type { ScenarioJob } from '../../dev/simulator/scenario.ts'
import { runAgainst } from './support/step.ts'

const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const bundle = read('dist/index.js')

describe('dist/index.js', () => {
  test('is small and made to be read', () => {
    expect(Buffer.byteLength(bundle)).toBeLessThanOrEqual(200_000)
    const lines = bundle.split('\n')
    expect(lines.length).toBeGreaterThan(2_000)
    expect(bundle.length / lines.length).toBeLessThan(80)
  })

  test('has stubs for what nothing calls, and not the real thing', () => {
    const [message] = /left out of the bundle[^']*/.exec(read('dev/build/stubs.ts')) ?? ['not found']
    expect(bundle).toContain(message)
    expect(bundle).not.toMatch(/class (Dispatcher|Pool|RetryAgent) /)
    expect(bundle).not.toMatch(/class (ExecState|ToolRunner) /)
  })

  test('nothing makes the stub, behind a proxy either', () => {
    // The only mention besides its definition is in the one method of the HTTP library that makes an agent of undici.
    const makers = bundle.match(/new (?:\w+\.)?(?:undici_)?ProxyAgent\w*\(/g) ?? []
    expect(makers.length).toBeLessThanOrEqual(1)
    expect(bundle.match(/getAgentDispatcher|_getProxyAgentDispatcher/g)).toHaveLength(3)
  })

  test('reads every input that action.yml declares, and no other', () => {
    const inputs = Object.keys(readActionDefaults())
    for (const input of inputs) expect(bundle).toMatch(new RegExp(`['"]${input}['"]|\\b${input}:`))
  })
})

test('a whole wait asks for no other files, starts no process, and opens no shell', async () => {
  const nodeArgs = preload(`
    import child from 'node:child_process'
    import { syncBuiltinESMExports } from 'node:module'
    for (const name of ['spawn', 'exec', 'execFile', 'spawnSync', 'execSync', 'execFileSync', 'fork'])
      child[name] = () => { throw new Error('a process was started: ' + name) }
    syncBuiltinESMExports()
  `)
  const env = { https_proxy: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9' }
  const jobs: ScenarioJob[] = [{ kind: 'update', id: 101, running: '300ms' }]
  const step = await runAgainst({ jobs }, { updateid: '101' }, { nodeArgs, env })
  expect(step.outputs['result']).toBe('complete')
})
