import { spawnSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import { plain, plays } from '../../../dev/demo/plays.ts'
import { readActionDefaults } from '../../../dev/runner/action-file.ts'
import { World } from '../../../dev/simulator/world.ts'

const run = (...words: string[]) =>
  spawnSync(process.execPath, ['dev/demo/index.ts', ...words], { encoding: 'utf8' })

describe('npm run demo', () => {
  it('explains its flags', () => {
    const { status, stdout } = run('--help')
    expect(status).toBe(0)
    for (const flag of ['--failing', '--squashed', '--install', '--release']) expect(stdout).toContain(flag)
  })

  it('names the flags that there are when it gets another one', () => {
    const { status, stderr } = run('--fail')
    expect(status).toBe(1)
    expect(stderr).toBe(
      'There is no flag --fail. There are --failing, --squashed, --install, --release, --help.\n',
    )
  })

  it('takes one flag at a time', () => {
    expect(run('--failing', '--install')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('One flag'),
    })
  })

  it.each([plain, ...plays])('plays $about with inputs and jobs that exist', ({ inputs, jobs }) => {
    expect(Object.keys(readActionDefaults())).toEqual(expect.arrayContaining(Object.keys(inputs)))
    const world = new World()
    expect(jobs.flatMap(line => world.add(line, 0))).toHaveLength(1)
  })
})
