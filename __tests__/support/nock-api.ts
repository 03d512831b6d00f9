import { afterAll, afterEach, beforeAll } from '@jest/globals'
import nock from 'nock'
import type { JsonObject } from '../../src/clanforge/json.ts'

/** Where the API is by default. */
export const API = 'https://api.multiplay.co.uk'
/** The Authorization header of the inputs that are `enough`. */
export const BASIC = `Basic ${Buffer.from('test-access-key:test-secret-key').toString('base64')}`

/** Lets nothing through to a network, and leaves no interceptor behind. To be called once in a test file. */
export function withoutNetwork(): void {
  beforeAll(() => {
    nock.disableNetConnect()
  })
  afterEach(() => {
    nock.cleanAll()
  })
  afterAll(() => {
    nock.restore()
    nock.enableNetConnect()
  })
}

/** Responds to every request for this path with one body after the other, then with the last one repeatedly. */
export function respondWith(path: string, ...bodies: readonly JsonObject[]): void {
  bodies.forEach((body, index) => {
    const scope = nock(API).get(path).query(true).reply(200, body)
    if (index === bodies.length - 1) scope.persist()
  })
}
