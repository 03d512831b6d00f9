import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, test } from '@jest/globals'
import {
  type ApiRequest,
  installListRequest,
  type JobKindName,
  jobKindNames,
  kindOf,
} from '../../../src/clanforge/endpoints.ts'

const scope = { asid: '1234567', mirroring: true }
const MIB = 1024 * 1024

/** Path, query and size cap. */
function written({ path, query, maxBytes }: ApiRequest): string {
  const search = new URLSearchParams(query).toString()
  return `${path}${search === '' ? '' : `?${search}`} ${String(maxBytes / MIB)} MiB`
}

describe('the requests', () => {
  test.each<readonly [JobKindName, string]>([
    ['update', '/cfp/v1/imageupdate/5/status?accountserviceid=1234567 1 MiB'],
    ['diff', '/cfp/v1/imagediff/5/status?accountserviceid=1234567&diff_info=0 64 MiB'],
    ['version', '/cfp/v1/imageversion/5/status?accountserviceid=1234567 1 MiB'],
    ['install', '/cfp/v1/imageinstall/5/queue?accountserviceid=1234567&mirroring=true 1 MiB'],
    ['rollout', '/cfp/v2/project/1234567/image/5/status 1 MiB'],
  ])('for the status of %s: %s', (kind, request) => {
    expect(written(kindOf({ kind, id: '5' }).status('5', scope))).toBe(request)
  })

  test('for a re-run: updates and diffs', () => {
    const retries = jobKindNames.map(kind => kindOf({ kind, id: '5' }).retry?.('5', scope))
    expect(retries.map(request => request && written(request))).toEqual([
      '/cfp/v1/imageupdate/5/retry?accountserviceid=1234567 1 MiB',
      '/cfp/v1/imagediff/5/retry?accountserviceid=1234567 64 MiB',
      undefined,
      undefined,
      undefined,
    ])
  })

  test('for the install list', () => {
    expect(written(installListRequest(scope))).toBe(
      '/cfp/v1/imageinstall/status?accountserviceid=1234567 16 MiB',
    )
  })

  test('without an ASID it is not sent', () => {
    const { status } = kindOf({ kind: 'install', id: '5' })
    expect(status('5', { asid: '', mirroring: false }).query).toEqual({ mirroring: 'false' })
  })

  test('an ASID cannot leave its place in a path', () => {
    const { status } = kindOf({ kind: 'rollout', id: '5' })
    expect(status('5', { asid: '../1?x', mirroring: false }).path).toBe(
      '/cfp/v2/project/..%2F1%3Fx/image/5/status',
    )
  })
})

test('kinds come in the order in which jobs are named, each with its input', () => {
  expect(jobKindNames.map(kind => kindOf({ kind, id: '1' }).input)).toEqual([
    'updateid',
    'diffid',
    'imageversionid',
    'jobid',
    'imageid',
  ])
})

test('the description of the output `kind` names every kind', () => {
  const action = parse(readFileSync('action.yml', 'utf8')) as { outputs: { kind: { description: string } } }
  for (const kind of jobKindNames) expect(action.outputs.kind.description).toContain(`\`${kind}\``)
})
