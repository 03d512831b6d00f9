// The order of test files. Without the durations of an earlier run, jest begins with the largest files. The longest tests
// are in small files, and would run alone at the end.
import TestSequencer from '@jest/test-sequencer'

const longest = /verdict-cases|soak|secret-properties/

export default class LongestFirst extends TestSequencer {
  /** @param {Parameters<TestSequencer['sort']>[0]} tests */
  sort(tests) {
    const { long = [], other = [] } = Object.groupBy(super.sort(tests), ({ path }) =>
      longest.test(path) ? 'long' : 'other',
    )
    return [...long, ...other]
  }
}
