import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { type Arrival, complete, sendJob, withConnections } from './support/connections.ts'
import { jobsOf, run } from './support/step.ts'

const update = { updateid: '101' }
const urlOf = ({ port }: { readonly port: number }): string => `http://127.0.0.1:${String(port)}`

test.concurrent.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
] as const)('a gateway that compresses although it was not asked to: %s', async (encoding, encode) => {
  const handle = ({ response }: Arrival): void => {
    response.writeHead(200, { 'content-encoding': encoding })
    response.end(encode(JSON.stringify({ ...complete, joberror: 'x'.repeat(20_000) })))
  }
  await withConnections({}, handle, async server => {
    const { outputs } = await run(urlOf(server), update)
    expect(outputs).toMatchObject({ result: 'complete', polls: '1', joberror: 'x'.repeat(8_192) })
  })
})

test.concurrent('a small body that becomes a huge one is not read to its end', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20, 0x20))
  const handle = ({ response }: Arrival): void => {
    response.writeHead(200, { 'content-encoding': 'gzip' })
    response.end(bomb)
  }
  await withConnections({}, handle, async server => {
    const step = await run(urlOf(server), { ...update, 'outage-timeout': '300ms' })
    expect(step.outputs['result']).toBe('error')
    expect(step.annotations.at(-1)?.message).toMatch(/larger than 1 MiB/)
  })
})

test.concurrent.each(['Fri, 31 Dec 12026 00:00:00 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
  'a Date that cannot be true is ignored: %s',
  async date => {
    const handle = ({ count, response }: Arrival): void => {
      sendJob(response, count < 3 ? {} : complete, { date })
    }
    await withConnections({}, handle, async server => {
      const step = await run(urlOf(server), update)
      expect(step.outputs['result']).toBe('complete')
      expect(`${step.stdout}${step.summary}`).not.toMatch(/12026|1970/)
    })
  },
)

test.concurrent('user info and query of a URL in joberror are hidden', async () => {
  const joberror = 'cannot read s3://AKIA1:S/ECRET+1@bucket/build.zip?X-Amz-Signature=5166NATURE now'
  const handle = ({ response }: Arrival): void => {
    sendJob(response, { jobstateid: 6, jobstatename: 'Failed', joberror })
  }
  await withConnections({}, handle, async server => {
    const step = await run(urlOf(server), update, { env: { RUNNER_DEBUG: '1' } })
    expect(step.outputs['joberror']).toBe('cannot read s3://***@bucket/build.zip?*** now')
    expect(jobsOf(step)[0]?.fields['joberror']).toBe(step.outputs['joberror'])
    const shown = [step.stdout, step.summary, step.outputsFile].join('\n')
    expect(shown).not.toMatch(/AKIA1|ECRET|NATURE/)
  })
})

test.concurrent('whole numbers are exact at any size', async () => {
  const handle = ({ response }: Arrival): void => {
    response.end('{"jobstateid":5,"machinejobid":12345678901234567891,"versionmirrorid":9007199254740993}')
  }
  await withConnections({}, handle, async server => {
    const { outputs } = await run(urlOf(server), update)
    expect(outputs).toMatchObject({
      machinejobid: '12345678901234567891',
      versionmirrorid: '9007199254740993',
    })
    expect(outputs['jobs']).toContain('"machinejobid":12345678901234567891')
  })
})
