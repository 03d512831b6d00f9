import { afterEach, beforeEach, jest } from '@jest/globals'

/** What the tests of a file print to stdout; empty again before each of them, and given back after it. */
export function captureStdout(): { readonly text: string } {
  const captured = { text: '' }
  let write: jest.SpiedFunction<typeof process.stdout.write>
  beforeEach(() => {
    captured.text = ''
    write = jest.spyOn(process.stdout, 'write').mockImplementation((chunk, ...rest: unknown[]) => {
      captured.text += String(chunk)
      for (const argument of rest) if (typeof argument === 'function') (argument as () => void)()
      return true
    })
  })
  afterEach(() => {
    write.mockRestore()
  })
  return captured
}
