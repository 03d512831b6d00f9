import { expect, test } from '@jest/globals'
import { job, withServer } from './support/scripted.ts'
import { jobsOf, run } from './support/step.ts'

test.concurrent.each([
  ['[101,102]', ['101', '102']],
  ['["101","102"]', ['101', '102']],
  ['[\n  101,\n  "102",\n  101\n]', ['101', '102']],
  ['[12345678901234567891]', ['12345678901234567891']],
  ['101, 102\n103 101', ['101', '102', '103']],
])('IDs as %j', async (updateid, ids) => {
  await withServer(
    () => job(),
    async ({ url, requests }) => {
      const step = await run(url, { updateid })
      expect(step.outputs['result']).toBe('complete')
      expect(jobsOf(step).map(({ id }) => id)).toEqual(ids)
      expect(requests.map(({ url: path }) => /imageupdate\/(\d+)\//.exec(path ?? '')?.[1]).sort()).toEqual(
        ids,
      )
    },
  )
})

test.concurrent.each([
  ['333333333333333333333', /updateid: "333333333333333333333" is not valid; .*at most 20 digits/],
  ['[333333333333333333333]', /updateid: "333333333333333333333" is not valid; .*at most 20 digits/],
  ['[null]', /updateid: "null" is not valid; it looks like an empty result/],
  ['[]', /updateid: "\[\]" has no IDs; it looks like an empty result/],
  ['[1', /updateid: "\[1" is not valid; .*JSON array/],
  ['[1.5]', /updateid: "1\.5" is not valid/],
])('IDs that are not valid: %j', async (updateid, message) => {
  await withServer(
    () => job(),
    async ({ url, requests }) => {
      const step = await run(url, { updateid })
      expect(step.outputs).toMatchObject({ result: 'error', jobs: '[]', polls: '0' })
      expect(step.annotations[0]?.message).toMatch(message)
      expect(requests).toEqual([])
    },
  )
})
