import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { watchProcess } from '../../src/process.ts'

const events = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK', 'uncaughtException', 'beforeExit'] as const
const cancel = jest.fn()
const crash = jest.fn()
const platform = Object.getOwnPropertyDescriptor(process, 'platform')
let exit: jest.SpiedFunction<typeof process.exit>
let unwatch: () => void = () => undefined

function watchOn(name: NodeJS.Platform): void {
  Object.defineProperty(process, 'platform', { ...platform, value: name })
  unwatch = watchProcess({ cancel, crash })
}

function listeners(): readonly number[] {
  return events.map(event => process.listenerCount(event))
}

let before: readonly number[]
beforeEach(() => {
  before = listeners()
  jest.clearAllMocks()
  exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never)
})
afterEach(() => {
  unwatch()
  exit.mockRestore()
  if (platform !== undefined) Object.defineProperty(process, 'platform', platform)
  expect(listeners().slice(-2)).toEqual(before.slice(-2))
  for (const event of events.slice(0, -2)) process.removeAllListeners(event)
})

describe('a signal', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s cancels', signal => {
    watchOn('linux')
    process.emit(signal, signal)
    expect([cancel.mock.calls.length, crash.mock.calls.length]).toEqual([1, 0])
  })

  test('SIGBREAK cancels on Windows, the only platform that has it', () => {
    watchOn('win32')
    process.emit('SIGBREAK', 'SIGBREAK')
    expect(cancel).toHaveBeenCalledTimes(1)
    unwatch()
    watchOn('linux')
    expect(process.listenerCount('SIGBREAK')).toBe((before[3] ?? 0) + 1)
  })

  test('further signals neither exit nor cancel again', () => {
    watchOn('linux')
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGTERM', 'SIGHUP'] as const) process.emit(signal, signal)
    expect(cancel).toHaveBeenCalledTimes(1)
    expect(exit).not.toHaveBeenCalled()
  })

  test('after the end is ignored, and does not get its default effect', () => {
    watchOn('linux')
    unwatch()
    expect(process.emit('SIGTERM', 'SIGTERM')).toBe(true)
    expect(cancel).not.toHaveBeenCalled()
  })
})

test('an uncaught error and an empty event loop are crashes', () => {
  watchOn('linux')
  const error = new Error('thrown in a timer')
  ;(process as NodeJS.EventEmitter).emit('uncaughtException', error)
  process.emit('beforeExit', 0)
  expect(crash.mock.calls).toEqual([[error], [expect.any(Error)]])
  expect(String(crash.mock.calls[1])).toContain('the event loop is empty')
})
