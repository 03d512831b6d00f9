import { readInputs } from '../../src/inputs/inputs.ts'
import type { WaitOptions } from '../../src/wait/options.ts'
import { readActionDefaults } from '../runner/action-file.ts'

const step: Readonly<Record<string, string>> = {
  ...readActionDefaults(),
  updateid: '1',
  accountserviceid: '1',
  'access-key': 'key',
  'secret-key': 'secret',
}

/** The options of a step that sets none: the defaults of action.yml. */
export const defaultOptions: WaitOptions = readInputs(name => step[name] ?? '', {}).options
