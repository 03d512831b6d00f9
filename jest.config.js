// One project per folder of __tests__. dev/test/jest.ts selects projects; without a selection, jest would run all of them.

/** @param {string} folder in __tests__ */
const project = folder => ({
  displayName: folder,
  testEnvironment: '<rootDir>/__tests__/plain-context.js',
  roots: ['<rootDir>/src', `<rootDir>/__tests__/${folder}`],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/__tests__/strip-types.js' },
})

// Property tests run the same code thousands of times, which is slow with counters in it. The other tests have to cover it.
const properties = { ...project('properties'), coveragePathIgnorePatterns: ['/'] }

/** @type {import('jest').Config} */
export default {
  projects: [...['unit', 'integration', 'e2e', 'workflows', 'nginx'].map(project), properties],
  testSequencer: '<rootDir>/__tests__/longest-first.js',
  // Milliseconds, for all projects, because jest ignores the timeout of a project. E2E tests wait in real time.
  testTimeout: 60_000,
  // The steps of e2e tests wait most of the time.
  maxConcurrency: 10,
  // By default, jest leaves one core unused.
  maxWorkers: '100%',
  // The entry has no logic and ends the process. The e2e tests run it in a process of its own.
  collectCoverageFrom: ['src/**/*.ts', '!src/index.ts'],
  coverageDirectory: 'coverage',
  coverageReporters: ['text-summary', 'lcovonly'],
  coverageThreshold: { global: { branches: 95 } },
}
