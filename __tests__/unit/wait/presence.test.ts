import { describe, expect, test } from '@jest/globals'
import { judgeAbsence, type Presence } from '../../../src/wait/presence.ts'

const listed: Presence = { listed: true, queued: false, absentSince: undefined }
const queued: Presence = { listed: false, queued: true, absentSince: undefined }
const unseen: Presence = { listed: false, queued: false, absentSince: undefined }

describe('absent from the list', () => {
  test.each([
    ['a job that was listed', listed, 10_000],
    ['a job that was only queued', queued, 60_000],
    ['a job that nobody saw', unseen, 60_000],
  ])('%s: absent for the first time, nothing is known yet', (_, presence, until) => {
    expect(judgeAbsence(presence, 5_000)).toEqual({
      is: 'absent',
      until: 5_000 + until,
      presence: { ...presence, absentSince: 5_000 },
    })
  })

  test.each([
    ['listed', listed, 9_999, 'absent'],
    ['listed', listed, 10_000, 'gone'],
    ['only queued', queued, 59_999, 'absent'],
    ['only queued', queued, 60_000, 'gone'],
    ['seen nowhere', unseen, 59_999, 'absent'],
    ['seen nowhere', unseen, 60_000, 'nowhere'],
  ])('%s, %j, absent for %d ms: %s', (_, presence, now, is) => {
    expect(judgeAbsence({ ...presence, absentSince: 0 }, now).is).toBe(is)
  })
})
