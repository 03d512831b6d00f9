import { expect, test } from '@jest/globals'
import { DEMO_ACCESS_KEY, DEMO_ASID, DEMO_BEARER_TOKEN, DEMO_SECRET_KEY } from '../../dev/simulator/access.ts'
import { failed, job, withServer } from './support/scripted.ts'
import { type Around, PAIR, expectNoSecret, run } from './support/step.ts'

const update = { updateid: '101' }
const debug: Around = { env: { RUNNER_DEBUG: '1' } }

const echo = [
  DEMO_ACCESS_KEY,
  DEMO_SECRET_KEY,
  PAIR,
  `Basic ${PAIR}`,
  encodeURIComponent(PAIR),
  JSON.stringify({ authorization: `Basic ${PAIR}` }),
  `https://${DEMO_ACCESS_KEY}:${DEMO_SECRET_KEY}@x`,
].join(' ')
const headers = {
  'x-echo': PAIR,
  'retry-after': '0',
  'www-authenticate': `Basic realm="${DEMO_SECRET_KEY}"`,
}

test.concurrent.each([
  ['in joberror', 200, { ...failed, joberror: echo, jobstatename: echo, jobeta: echo }],
  ['in an array', 200, { ...failed, installs_squashed: [echo], joberror: { text: echo } }],
  ['in an error body', 400, { error_message: echo }],
  ['in a 401', 401, { message: echo }],
  ['in a page', 410, `<html><title>${echo}</title>${echo}</html>`],
  ['in broken JSON', 200, `{"error_message": "${echo}`],
  ['in a refusal', 200, { error: true, success: false, error_message: echo }],
])('secrets that the server echoes: %s', async (_, status, body) => {
  await withServer(
    () => ({ status, headers, body }),
    async ({ url }) => {
      // A run checks by itself that no secret is in anything it wrote.
      const step = await run(url, { ...update, 'outage-timeout': '500ms', timeout: '2s' }, debug)
      expect(step.code).toBe(1)
      expect(step.masks).toEqual(expect.arrayContaining([DEMO_ACCESS_KEY, DEMO_SECRET_KEY, PAIR, DEMO_ASID]))
    },
  )
})

test.concurrent('secrets that the server echoes: where truncation would split a secret', async () => {
  const pads = [190, 195, 199, 290, 299, 490, 499, 3_990, 8_180, 8_190]
  await Promise.all(
    pads.map(pad =>
      withServer(
        () => job({ ...failed, joberror: 'x'.repeat(pad) + DEMO_SECRET_KEY + 'y'.repeat(9_000) }),
        async ({ url }) => {
          const step = await run(url, update)
          const beginning = DEMO_SECRET_KEY.slice(0, 6)
          const said = [step.log.join('\n'), step.outputsFile, step.summary].join('\n')
          expect(said).not.toContain(`x${beginning}`)
        },
      ),
    ),
  )
})

test.concurrent('secrets that the server echoes: a bearer token', async () => {
  const inputs = { 'access-key': '', 'secret-key': '', 'bearer-token': DEMO_BEARER_TOKEN }
  await withServer(
    () => ({ status: 403, body: { error_message: `no: Bearer ${DEMO_BEARER_TOKEN}` } }),
    async ({ url }) => {
      const step = await run(url, { ...update, ...inputs }, debug)
      expect(step.annotations[0]?.message).toContain('no: Bearer ***')
      expect(step.masks).toContain(DEMO_BEARER_TOKEN)
    },
  )
})

test.concurrent(
  'secrets that the server echoes: a secret that is split by what is taken out of a line',
  async () => {
    const split = `${DEMO_SECRET_KEY.slice(0, 5)}\u0000${DEMO_SECRET_KEY.slice(5)}`
    await withServer(
      () => job({ ...failed, joberror: `${split} ::${DEMO_SECRET_KEY}` }),
      async ({ url }) => {
        const step = await run(url, update, debug)
        expectNoSecret(step.log.join('\n'))
      },
    )
  },
)

test.concurrent(
  'secrets that the server echoes: the account service ID is not in our own messages',
  async () => {
    await withServer(
      () => ({ status: 403 }),
      async ({ url }) => {
        const step = await run(url, { ...update, imageid: '44' }, debug)
        const said = step.stdout.replace(/^::add-mask::.*$/gm, '')
        expect([said, step.summary].join('\n')).not.toContain(DEMO_ASID)
      },
    )
  },
)

test.concurrent('secrets that the server echoes: a short account service ID is not masked', async () => {
  await withServer(
    () => job(),
    async ({ url }) => {
      const step = await run(url, { ...update, accountserviceid: '12345' })
      expect(step.masks).not.toContain('12345')
    },
  )
})
