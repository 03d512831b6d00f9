import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { flushed, watchProcess } from '../../src/process.ts'

const events = ['SIGINT', 'SIGTERM', 'SIGBREAK', 'uncaughtException', 'beforeExit'] as const
const cancel = jest.fn()
const crash = jest.fn()
const platform = Object.getOwnPropertyDescriptor(process, 'platform')
let exit: jest.SpiedFunction<typeof process.exit>
let unwatch: () => void = () => undefined

function on(name: NodeJS.Platform): void {
  Object.defineProperty(process, 'platform', { ...platform, value: name })
  unwatch = watchProcess({ cancel, crash })
}

function listeners(): readonly number[] {
  return events.map(event => process.listenerCount(event))
}

let before: readonly number[]
beforeEach(() => {
  before = listeners()
  exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never)
})
afterEach(() => {
  unwatch()
  exit.mockRestore()
  jest.clearAllMocks()
  if (platform !== undefined) Object.defineProperty(process, 'platform', platform)
  expect(listeners()).toEqual(before)
})

describe('a signal', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s cancels', signal => {
    on('linux')
    process.emit(signal, signal)
    expect([cancel.mock.calls.length, crash.mock.calls.length]).toEqual([1, 0])
    expect(exit).not.toHaveBeenCalled()
  })

  test('SIGBREAK cancels on Windows, where there is one', () => {
    on('win32')
    process.emit('SIGBREAK', 'SIGBREAK')
    expect(cancel).toHaveBeenCalledTimes(1)
    unwatch()
    on('linux')
    expect(process.listenerCount('SIGBREAK')).toBe(before[2])
  })

  test('the second one exits at once', () => {
    on('linux')
    process.emit('SIGINT', 'SIGINT')
    process.emit('SIGTERM', 'SIGTERM')
    expect(exit).toHaveBeenCalledWith(1)
  })
})

test('what nobody catches, and an event loop that runs dry, are crashes', () => {
  on('linux')
  const error = new Error('thrown in a timer')
  ;(process as NodeJS.EventEmitter).emit('uncaughtException', error)
  process.emit('beforeExit', 0)
  expect(crash.mock.calls).toEqual([[error], [expect.any(Error)]])
  expect(String(crash.mock.calls[1])).toContain('no request and no timer left')
})

test('printed text has left when the stream says so', async () => {
  const stream = new PassThrough()
  stream.write('the last words')
  await flushed(stream)
  expect(String(stream.read())).toBe('the last words')
})
