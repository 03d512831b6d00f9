// `npm test`: runs all checks and prints a line for each of them. It changes no file of the repository.
import { availableParallelism } from 'node:os'
import { describeStep, runStep, type Step, type StepResult } from './run-step.ts'

/** Property tests try the same values each time, so that a change is not blocked by a failure that it did not cause. */
const seed = '--seed=1'

/** More than there are cores, because the steps that e2e tests start spend most of their time waiting. */
const e2eWorkers = `--maxWorkers=${String(availableParallelism() * 2)}`

/**
 * Groups run one after the other. Two steps of a group run at a time. The e2e tests run alone, because they measure how
 * fast a step ends.
 */
const groups: readonly (readonly Step[])[] = [
  [
    { name: 'code style', args: ['dev/lint/index.ts', 'code'] },
    { name: 'imports', args: ['dev/lint/index.ts', 'imports'] },
    { name: 'types', args: ['node_modules/typescript/bin/tsc'] },
    { name: 'formatting', args: ['dev/lint/index.ts', 'format'] },
    { name: 'workflows and action.yml', args: ['dev/lint/index.ts', 'workflows'] },
    { name: 'nothing unused', args: ['dev/lint/index.ts', 'unused'] },
    { name: 'licenses', args: ['dev/lint/index.ts', 'licenses'] },
    { name: 'dist is the build of src', args: ['dev/build/index.ts', '--check'] },
    { name: 'documentation is up to date', args: ['dev/docs/index.ts', '--check'] },
  ],
  [
    {
      name: 'unit, property and integration tests, coverage',
      args: ['dev/test/jest.ts', 'unit,properties,integration', '--coverage', seed],
      isJest: true,
    },
  ],
  [{ name: 'e2e tests', args: ['dev/test/jest.ts', 'e2e', e2eWorkers, seed], isJest: true }],
]

async function runGroup(steps: readonly Step[]): Promise<readonly StepResult[]> {
  const results: StepResult[] = []
  // Both lanes take their steps from the same iterator.
  const queue = steps.values()
  const runLane = async () => {
    for (const step of queue) {
      const result = await runStep(step)
      console.log(describeStep(result))
      results.push(result)
    }
  }
  await Promise.all([runLane(), runLane()])
  return results
}

let passed = 0
let failed = 0
for (const group of groups) {
  for (const result of await runGroup(group)) {
    passed += result.passed
    failed += result.failed
  }
}
// CI reads this line.
console.log(`${String(passed)} passed, ${String(failed)} failed`)
process.exitCode = failed === 0 ? 0 : 1
