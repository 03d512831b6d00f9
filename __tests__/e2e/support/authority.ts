import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from '@jest/globals'
import { createAuthority } from '../../support/authority.ts'

const folder = mkdtempSync(join(tmpdir(), 'authority-'))

/** An authority for the certificates of one test file. */
export const authority = await createAuthority()

/** The environment of a step that trusts it. */
export const trust = { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') }

writeFileSync(trust.NODE_EXTRA_CA_CERTS, authority.cert)
afterAll(() => {
  rmSync(folder, { recursive: true })
})
