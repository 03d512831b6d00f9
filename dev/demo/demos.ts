/** A step that can be shown: its inputs, a ready-made scenario of the simulator, and how it ends. */
export interface Demo {
  readonly name: string
  /** Follows "A step that …". */
  readonly about: string
  /** In dev/simulator/scenarios. */
  readonly scenario: string
  readonly inputs: Readonly<Record<string, string>>
  readonly result: string
  readonly code: 0 | 1
  /** Cancels the step, as the runner does, after so many responses. */
  readonly cancelAfterRequests?: number
}

const install = { jobid: '7', mirroring: 'true', 'install-mode': 'queue-once' }

/** What is shown without a name. */
export const plain: Demo = {
  name: 'complete',
  about: 'waits for an image update that completes',
  scenario: 'complete',
  inputs: { updateid: '101' },
  result: 'complete',
  code: 0,
}

/** Every demo of one step; `release` has a file of its own. */
export const demos: readonly Demo[] = [
  plain,
  {
    name: 'failed',
    about: 'waits for an image update that fails',
    scenario: 'failed',
    inputs: { updateid: '102' },
    result: 'failed',
    code: 1,
  },
  {
    name: 'squashed',
    about: 'waits for an image install that another one replaces',
    scenario: 'squashed',
    inputs: { jobid: '8', mirroring: 'false' },
    result: 'squashed',
    code: 1,
  },
  {
    name: 'timed-out',
    about: 'waits for an image version that takes longer than its timeout',
    scenario: 'endless',
    inputs: { imageversionid: '301', timeout: '15s' },
    result: 'timed-out',
    code: 1,
  },
  {
    name: 'stalled',
    about: 'waits for an image update that stops making progress',
    scenario: 'hanging',
    inputs: { updateid: '103', 'stall-timeout': '8s' },
    result: 'stalled',
    code: 1,
  },
  {
    name: 'cancelled',
    about: 'is cancelled while it waits for an image version',
    scenario: 'endless',
    inputs: { imageversionid: '301' },
    result: 'cancelled',
    code: 1,
    cancelAfterRequests: 3,
  },
  {
    name: 'error',
    about: 'has a wrong secret key',
    scenario: 'complete',
    inputs: { updateid: '101', 'secret-key': 'not-the-secret-key' },
    result: 'error',
    code: 1,
  },
  {
    name: 'bad-input',
    about: 'has invalid inputs, two of them',
    scenario: 'complete',
    inputs: { updateid: 'null', timeout: '30' },
    result: 'error',
    code: 1,
  },
  {
    name: 'outage',
    about: 'waits for an image update during an outage that passes',
    scenario: 'outage',
    inputs: { updateid: '101' },
    result: 'complete',
    code: 0,
  },
  {
    name: 'down',
    about: 'waits for an image update during an outage that does not pass',
    scenario: 'down',
    inputs: { updateid: '101', 'outage-timeout': '10s' },
    result: 'error',
    code: 1,
  },
  {
    name: 'install',
    about: 'waits for an image install on a mirror, queued once and then watched in the install list',
    scenario: 'install',
    inputs: install,
    result: 'complete',
    code: 0,
  },
  {
    name: 'inferred',
    about: 'waits for an image install that leaves the install list, and is assumed complete',
    scenario: 'inferred',
    inputs: install,
    result: 'complete',
    code: 0,
  },
]
