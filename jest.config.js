// One project per ring, so that each can be run alone: `npm run test:unit`, `test:integration`, `test:e2e`.

/**
 * @param {string} ring the folder of the ring in __tests__
 * @param {number} testTimeout in milliseconds, after which a test has failed
 */
const project = (ring, testTimeout) => ({
  displayName: ring,
  testTimeout,
  testEnvironment: 'node',
  roots: ['<rootDir>/src', `<rootDir>/__tests__/${ring}`],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  // tsc rewrites `./file.ts` to `./file.js`; there is no such file here, the source is meant.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // Only the types are taken off; tsc checks them in a step of its own.
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true }] },
})

export default {
  // The e2e ring starts processes and lets real time pass.
  projects: [project('unit', 10_000), project('integration', 10_000), project('e2e', 60_000)],
  // Jest leaves one core free, of two as well.
  maxWorkers: '100%',
  // The entry holds no logic and ends the process: the e2e ring runs it, in a process of its own.
  collectCoverageFrom: ['src/**/*.ts', '!src/index.ts'],
  coverageDirectory: 'coverage',
  coverageReporters: ['text-summary', 'lcovonly'],
  coverageThreshold: { global: { branches: 95 } },
}
