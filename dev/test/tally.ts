/** How many checks of a step passed and failed. */
export interface Tally {
  readonly passed: number
  readonly failed: number
}

/** What jest's JSON report says, as far as it is read here. */
export interface JestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  /** Files that failed before any of their tests ran. */
  readonly numRuntimeErrorTestSuites: number
}

/** The tally of a step that is one check. */
export function single(code: number): Tally {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/**
 * The tally of a run of jest. A run that ends badly without a failed test (the coverage gate, a crash) or in which
 * no test ran counts as one failure, so that it cannot pass unseen.
 *
 * @param code jest's exit code
 * @param report jest's JSON report, nothing when it wrote none
 */
export function tallyJest(code: number, report: JestReport | undefined): Tally {
  const passed = report?.numPassedTests ?? 0
  const failed = (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0)
  const unseen = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: unseen ? 1 : failed }
}

/** The sum of several tallies. */
export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (all, { passed, failed }) => ({ passed: all.passed + passed, failed: all.failed + failed }),
    {
      passed: 0,
      failed: 0,
    },
  )
}
