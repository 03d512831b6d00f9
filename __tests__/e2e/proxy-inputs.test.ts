import { expect, test } from '@jest/globals'
import { job, withServer } from './support/scripted.ts'
import { run } from './support/step.ts'

const update = { updateid: '101' }
const invalid = [
  'socks5://runner:PASSW0RD@proxy.test:1080',
  'file:///srv/PASSW0RD/proxy.pac',
  'http://PASSW0RD.test:99999',
  'runner:PASSW0RD@proxy.test:3128',
  'PASSW0RD.test:3128',
]

test.concurrent.each(invalid)(
  'a proxy variable that is not valid is named, without its value: %s',
  async value => {
    for (const name of ['HTTPS_PROXY', 'https_proxy']) {
      const step = await run('https://clanforge.test', update, { env: { [name]: value } })
      expect(step.outputs).toMatchObject({ result: 'error', jobs: '[]', polls: '0' })
      expect(step.annotations[0]?.message).toContain(`${name}: this variable is not valid`)
      for (const text of [step.stdout, step.summary, step.outputsFile]) expect(text).not.toContain('PASSW0RD')
    }
  },
)

test.concurrent.each(invalid)('a proxy variable that does not apply may be anything: %s', async value => {
  await withServer(
    () => job(),
    async ({ url }) => {
      const env = { HTTP_PROXY: value, http_proxy: value, HTTPS_PROXY: value, https_proxy: value }
      expect((await run(url, update, { env })).outputs['result']).toBe('complete')
      // Excluded by NO_PROXY: the request goes out, to a host that is not there.
      const excluded = { ...env, NO_PROXY: '.test' }
      const inputs = { ...update, timeout: '300ms' }
      const step = await run('https://clanforge.test', inputs, { env: excluded })
      expect(step.outputs).toMatchObject({ result: 'timed-out' })
    },
  )
})

test.concurrent('a proxy variable that is not valid is one problem among others', async () => {
  const env = { HTTPS_PROXY: 'socks5://proxy.test' }
  const { annotations } = await run('https://clanforge.test', { ...update, timeout: '30' }, { env })
  expect(annotations[0]?.message).toMatch(/timeout: "30" is not valid/)
  expect(annotations[0]?.message).toMatch(/HTTPS_PROXY/)
})
