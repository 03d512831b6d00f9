import { spawnSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import demos from '../../../dev/demo/demos.json' with { type: 'json' }
import { readActionDefaults } from '../../../dev/runner/action-file.ts'
import { scenarioNames } from '../../../dev/simulator/built-in-scenarios.ts'

const run = (...args: string[]) =>
  spawnSync(process.execPath, ['dev/demo/index.ts', ...args], { encoding: 'utf8' })

describe('npm run demo', () => {
  it('lists the demos with --help', () => {
    const { status, stdout } = run('--help')
    expect(status).toBe(0)
    for (const name of [...demos.map(demo => demo.name), 'release', '--all'])
      expect(stdout).toContain(`${name} `)
  })

  it('lists the demos when there is none of that name', () => {
    const { status, stderr } = run('fail')
    expect(status).toBe(1)
    expect(stderr).toBe(
      'There is no demo fail. There are complete, failed, squashed, timed-out, stalled, cancelled, error, bad-input, ' +
        'outage, down, install, inferred, release, --all, --help.\n',
    )
  })

  it('shows one demo at a time', () => {
    expect(run('failed', 'install')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('One demo'),
    })
  })

  it.each(['bad-input', 'error'])(
    '%s shows log, outputs and summary of a failed step, and exits with code 0',
    name => {
      const { status, stdout } = run(name)
      expect(status).toBe(0)
      for (const part of [
        '── The log',
        'The step failed: exit code 1',
        '── The outputs',
        '── The job summary',
      ])
        expect(stdout).toContain(part)
    },
  )

  it('has one for every result', () => {
    const results = ['complete', 'squashed', 'failed', 'timed-out', 'stalled', 'cancelled', 'error']
    expect(new Set(demos.map(({ result }) => result))).toEqual(new Set(results))
  })

  it.each(demos)('$name has inputs and a scenario that exist', ({ inputs, scenario }) => {
    expect(Object.keys(readActionDefaults())).toEqual(expect.arrayContaining(Object.keys(inputs)))
    expect(scenarioNames()).toContain(scenario)
  })
})
