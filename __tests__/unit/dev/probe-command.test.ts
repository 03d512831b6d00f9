import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, test } from '@jest/globals'
import { DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY } from '../../../dev/simulator/access.ts'
import { startSimulator } from '../../../dev/simulator/server.ts'

const folder = mkdtempSync(join(tmpdir(), 'probe-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('npm run probe', () => {
  const keys = {
    CLANFORGE_ASID: DEMO_ASID,
    CLANFORGE_ACCESS_KEY: DEMO_ACCESS_KEY,
    CLANFORGE_SECRET_KEY: DEMO_SECRET_KEY,
  }
  const run = async (args: readonly string[], typed = '', env: NodeJS.ProcessEnv = keys) => {
    const child = spawn(process.execPath, ['dev/probe/index.ts', ...args], {
      env: { ...process.env, ...env },
    })
    child.stdin.end(typed)
    const ended = once(child, 'exit')
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
    const [code] = (await ended) as [number | null]
    return { output, errors, code }
  }
  const quick = ['--rounds', '2', '--interval', '1ms']

  test('prints a report, and queues only after a confirmation', async () => {
    const simulator = await startSimulator({
      jobs: [
        { kind: 'update', id: 40_101, running: '100s' },
        { kind: 'install', id: 40_009, mirroring: true },
      ],
    })
    const record = join(folder, 'scenario.json')
    const ids = ['--updateid', '40101', '--jobid', '40009', '--mirroring', 'true', '--queue']
    const args = [...ids, ...quick, '--api-url', simulator.url]
    const refused = await run(args, 'yes\n')
    expect([refused.code, simulator.requests.length]).toEqual([1, 0])
    const { output, errors, code } = await run([...args, '--record', record], 'queue\n')
    await simulator.close()
    expect(code).toBe(0)
    expect(errors).toContain('Type queue to confirm')
    expect(output).toMatch(
      /Probe of Clanforge .* at another host\. [^]*Each queue call [^|]*\| confirmed \| job fields/,
    )
    expect(JSON.parse(readFileSync(record, 'utf8'))).toMatchObject({
      jobs: [{ kind: 'update' }, { kind: 'install' }],
    })
  })

  test.each([
    [['--updateid', '1'], { CLANFORGE_ASID: '1' }, 'access-key, secret-key and bearer-token are all empty'],
    [quick, keys, 'nothing to wait for'],
    [['--updateid', '1', '--rounds', '0'], keys, '--rounds: use a number of at least 1'],
    [['--updateid', '1', '--interval', '5'], keys, '--interval: use a duration'],
    [['--nope'], keys, "Unknown option '--nope'"],
  ])('%j is refused', async (args, env, message) => {
    const { errors, code } = await run(args, '', env)
    expect(errors).toContain(message)
    expect(code).toBe(1)
  })
})
