/** A step that the demo can show, what the simulated Clanforge does meanwhile, and how the step should end. */
export interface Play {
  readonly flag: string
  /** Follows "A step that waits for …". */
  readonly about: string
  readonly jobs: readonly string[]
  readonly inputs: Readonly<Record<string, string>>
  readonly result: string
  readonly code: number
}

/** What is played without a flag. */
export const plain: Play = {
  flag: '',
  about: 'an image update that completes',
  jobs: ['update 101: queued 3s, running 12s'],
  inputs: { updateid: '101' },
  result: 'complete',
  code: 0,
}

/** What a flag plays instead; `--release` has a file of its own. */
export const plays: readonly Play[] = [
  {
    flag: '--failing',
    about: 'an image update that fails',
    jobs: [
      'update 102: queued 3s, running 20s, fails at 60%, joberror "No space left on device: /srv/images"',
    ],
    inputs: { updateid: '102' },
    result: 'failed',
    code: 1,
  },
  {
    flag: '--squashed',
    about: 'an image install that gives way to another one',
    jobs: ['install 8: queued 3s, running 20s, squashed at 60%'],
    inputs: { jobid: '8', mirroring: 'false' },
    result: 'squashed',
    code: 1,
  },
  {
    flag: '--install',
    about: 'an image install on a mirror, queued once and then watched in the list of installs',
    jobs: ['install 7 mirroring: pending 1s, queued 2s, running 12s, progress bursts, lingers 20s'],
    inputs: { jobid: '7', mirroring: 'true', 'install-mode': 'queue-once' },
    result: 'complete',
    code: 0,
  },
]
