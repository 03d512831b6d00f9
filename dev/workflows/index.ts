// `npm run test:workflows`: every example and snippet in a real workflow engine, against the simulator.
import { findAct } from './act.ts'
import { casesOf } from './cases.ts'
import { runCase } from './run-case.ts'
import { WorkflowTexts } from './workflow-texts.ts'

/** @param words parts of the names of the cases to run; all without any */
async function main(words: readonly string[]): Promise<boolean> {
  const act = findAct()
  const texts = new WorkflowTexts()
  const cases = casesOf(texts)
  for (const name of texts.unused) console.error(`✗ ${name} is run by no case`)
  let failures = texts.unused.length
  for (const one of cases.filter(({ name }) => words.every(word => name.includes(word)))) {
    const start = performance.now()
    const problems = await runCase(act, one)
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    console.log(`${problems.length === 0 ? '✓' : '✗'} ${one.name} (${one.results.join(', ')}; ${seconds} s)`)
    for (const problem of problems) console.log(`  ${problem}`)
    failures += problems.length === 0 ? 0 : 1
  }
  return failures === 0
}

try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
