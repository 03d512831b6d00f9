import { readInputs } from '../../src/inputs/inputs.ts'
import type { WaitOptions } from '../../src/wait/options.ts'

const step: Readonly<Record<string, string>> = {
  updateid: '1',
  accountserviceid: '1',
  'access-key': 'key',
  'secret-key': 'secret',
}

/** The options of a step that sets none. */
export const defaultOptions: WaitOptions = readInputs(name => step[name] ?? '', {}).options
