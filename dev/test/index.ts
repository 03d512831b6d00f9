// `npm test`: every check there is, one line each, then the count. It changes nothing in the tree.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../build/tool.ts'
import { describeStep, runGroup, type StepResult } from './run-steps.ts'
import { groups } from './steps.ts'
import { sum } from './tally.ts'

const width = 2

async function main(): Promise<void> {
  const reports = await mkdtemp(join(tmpdir(), 'tests-'))
  const results: StepResult[] = []
  try {
    for (const steps of groups(root, reports)) {
      results.push(
        ...(await runGroup(steps, width, result => {
          console.log(describeStep(result))
        })),
      )
    }
  } finally {
    await rm(reports, { recursive: true, force: true })
  }
  const { passed, failed } = sum(results)
  console.log(`${String(passed)} passed, ${String(failed)} failed`)
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
}

await main()
