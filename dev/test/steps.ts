import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** One step of `npm test`: a command of this Node that passes or fails. */
export interface Step {
  readonly name: string
  /** What Node is given, from the root of the repository. */
  readonly args: readonly string[]
  /** Where jest leaves its report, for a step whose tests count one by one. */
  readonly report?: string
}

/**
 * What `npm test` runs. The steps of a group run two at a time; the groups run one after the other, the quick checks
 * first and the e2e ring last and alone, since it measures how fast a step ends.
 *
 * @param root of the repository
 * @param reports folder for jest's reports
 */
export function groups(root: string, reports: string): readonly (readonly Step[])[] {
  const docs: Step[] = existsSync(join(root, 'dev/docs/index.ts'))
    ? [{ name: 'documentation is up to date', args: ['dev/docs/index.ts', '--check'] }]
    : []
  return [
    [
      { name: 'code style', args: ['dev/lint/index.ts', 'code'] },
      { name: 'imports', args: ['dev/lint/index.ts', 'imports'] },
      { name: 'types', args: ['node_modules/typescript/bin/tsc'] },
      { name: 'formatting', args: ['dev/lint/index.ts', 'format'] },
      { name: 'workflows and action.yml', args: ['dev/lint/index.ts', 'workflows'] },
      { name: 'nothing unused', args: ['dev/lint/index.ts', 'unused'] },
      { name: 'licenses', args: ['dev/lint/index.ts', 'licenses'] },
      { name: 'dist is the build of src', args: ['dev/build/index.ts', '--check'] },
      ...docs,
    ],
    [
      jest(
        'unit and integration tests, coverage',
        ['unit,integration', '--coverage'],
        join(reports, 'inner.json'),
      ),
    ],
    [jest('e2e tests', ['e2e'], join(reports, 'e2e.json'))],
  ]
}

function jest(name: string, words: readonly string[], report: string): Step {
  return { name, args: ['dev/test/jest.ts', ...words, '--json', `--outputFile=${report}`], report }
}
