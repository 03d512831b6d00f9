import { describe, expect, test } from '@jest/globals'
import { type StepRun, runStep } from '../../dev/runner/run-step.ts'
import { DEMO_ASID } from '../../dev/simulator/access.ts'
import { readDeclaredOutputs } from '../../dev/runner/action-file.ts'
import { failed, job, withServer } from './support/scripted.ts'
import { BASE, type Inputs, expectNoSecret, readable, run } from './support/step.ts'

const update: Inputs = { updateid: '101' }
const outside = { GITHUB_ACTIONS: undefined, GITHUB_OUTPUT: undefined, GITHUB_STEP_SUMMARY: undefined }

/** Runs a step whose job has these fields in its first response, a JSON text or an object. */
function runJob(
  body: unknown,
  inputs: Inputs = {},
  env?: Readonly<Record<string, string | undefined>>,
): Promise<StepRun> {
  const reply = () => (typeof body === 'string' ? { body } : job(body as Readonly<Record<string, unknown>>))
  return withServer(reply, ({ url }) => {
    const all = { ...update, ...inputs }
    // A step without the files of a runner leaves behind none of what `run` checks.
    return env === undefined ? run(url, all) : runStep({ inputs: { ...BASE, 'api-url': url, ...all }, env })
  })
}

// Where there is a /dev/full.
const onLinux = process.platform === 'linux' ? test : test.skip

describe('outputs that cannot be written', () => {
  onLinux.each([
    ['complete', {}, /is complete/i],
    ['failed', { ...failed, joberror: 'no space left' }, /failed.*no space left/is],
  ])('fail the step and say so, beside how the job ended: %s', async (_, fields, ending) => {
    const step = await runJob(fields, {}, { GITHUB_OUTPUT: '/dev/full' })
    expect([step.code, step.stderr]).toEqual([1, ''])
    const errors = step.annotations.filter(({ type }) => type === 'error')
    expect(errors).toHaveLength(1)
    for (const text of [errors[0]?.message ?? '', readable(step.summary)]) {
      expect(text).toMatch(/outputs could not be written/i)
      expect(text).toMatch(ending)
    }
  })
})

describe('outside a runner', () => {
  test.concurrent.each([
    ['a job that is complete', {}, {}, 0, 'complete'],
    ['a job that failed', { ...failed, joberror: `of ${DEMO_ASID}\n::error::x` }, {}, 1, 'failed'],
    ['invalid inputs', {}, { updateid: 'x', timeout: '5' }, 1, 'error'],
  ] as const)(
    '%s: no command, no secret, the outputs as the last line',
    async (_, fields, inputs, code, result) => {
      const step = await runJob(fields, inputs, outside)
      expect([step.code, step.stderr, step.outputsFile, step.summary]).toEqual([code, '', '', ''])
      const lines = step.stdout.trimEnd().split(/\r?\n/)
      const outputs = JSON.parse(lines.at(-1) ?? '') as Readonly<Record<string, string>>
      expect(Object.keys(outputs).sort()).toEqual(readDeclaredOutputs().toSorted())
      expect(outputs['result']).toBe(result)
      expect(lines.filter(line => /^\s*::|##\[/.test(line))).toEqual([])
      expect(lines.slice(0, -1).join('\n')).not.toContain(DEMO_ASID)
      expect(step.stdout).not.toMatch(/summary|GITHUB_/i)
      expectNoSecret(step.stdout)
    },
  )
})

test.concurrent('whole numbers are exact at any size', async () => {
  const digits = ['9007199254740993', '18446744073709551615', '123456789012345678901234567890'] as const
  const body = `{"jobstateid":5,"jobprogress":100,"versionmirrorid":${digits[0]},"updateid":${digits[1]},
    "joberror":{"at":[${digits[2]}]}}`
  const step = await runJob(body, { updateid: digits[1] })
  expect(step.outputs).toMatchObject({
    result: 'complete',
    id: digits[1],
    versionmirrorid: digits[0],
    updateid: digits[1],
    joberror: `{"at":[${digits[2]}]}`,
  })
  for (const number of digits) expect(step.outputs['jobs']).toMatch(new RegExp(`[:[]${number}[\\],}]`))
})

describe('a masked value in an output', () => {
  test.concurrent('is left as it is; one line names the outputs that another job will not get', async () => {
    const joberror = `image of ${DEMO_ASID}`
    const step = await runJob({ joberror, jobcreated: Number(`${DEMO_ASID}890`) })
    expect(step.outputs).toMatchObject({ joberror, jobcreated: `${DEMO_ASID}890` })
    const named = step.log.filter(line => /masked/i.test(line))
    expect(named).toHaveLength(1)
    expect(named[0]).toMatch(/: joberror, jobcreated, jobs$/)
  })

  test.concurrent('is not mentioned when there is none', async () => {
    const step = await runJob({})
    expect(step.log.filter(line => /masked/i.test(line))).toEqual([])
  })
})

test.concurrent(
  'sixteen invalid inputs with long values are all named, in annotation and summary',
  async () => {
    const long = 'x'.repeat(3_000)
    const invalid: Inputs = {
      updateid: `a${long}`,
      diffid: `b${long}`,
      imageversionid: `c${long}`,
      jobid: `d${long}`,
      mirroring: long,
      imageid: `e${long}`,
      timeout: long,
      'stall-timeout': long,
      'outage-timeout': long,
      'min-poll-interval': long,
      'max-poll-interval': long,
      'max-jobfailed': long,
      'allowed-failed-machines': long,
      'on-squashed': long,
      'fail-fast': long,
      'job-retries': long,
    }
    await withServer(
      () => job(),
      async ({ url, requests }) => {
        const step = await run(url, invalid)
        expect([step.code, step.outputs['result'], requests.length]).toEqual([1, 'error', 0])
        const { message = '' } = step.annotations[0] ?? {}
        // The runner truncates an annotation at 4,096 characters.
        expect(message.length).toBeLessThanOrEqual(4_096)
        for (const name of Object.keys(invalid))
          for (const text of [message, readable(step.summary)])
            expect(text).toMatch(new RegExp(`(?<![\\w-])${name}(?![\\w-])`))
      },
    )
  },
)

test.concurrent('a text from the API is exact in the outputs, whatever it looks like', async () => {
  const joberror = 'a\r\n::set-output name=result::complete\r\nresult<<EOF\ncomplete\nEOF\n%0A ##[error]'
  const step = await runJob({ ...failed, joberror })
  expect(step.outputs).toMatchObject({ result: 'failed', joberror })
})
