// One project per ring, so that each can be run alone: `npm run test:unit`, `test:integration`, `test:e2e`.

/** @param {string} ring the folder of the ring in __tests__ */
const project = ring => ({
  displayName: ring,
  testEnvironment: '<rootDir>/__tests__/plain-context.js',
  roots: ['<rootDir>/src', `<rootDir>/__tests__/${ring}`],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  // tsc rewrites `./file.ts` to `./file.js`; there is no such file here, the source is meant.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // Only the types are taken off; tsc checks them in a step of its own.
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true }] },
})

export default {
  projects: [project('unit'), project('integration'), project('e2e')],
  // Milliseconds, for all rings: jest ignores the one of a project. The e2e ring starts processes and lets real time pass.
  testTimeout: 60_000,
  // The steps of e2e tests wait most of the time.
  maxConcurrency: 10,
  // Jest leaves one core free, of two as well.
  maxWorkers: '100%',
  // The entry holds no logic and ends the process: the e2e ring runs it, in a process of its own.
  collectCoverageFrom: ['src/**/*.ts', '!src/index.ts'],
  coverageDirectory: 'coverage',
  coverageReporters: ['text-summary', 'lcovonly'],
  coverageThreshold: { global: { branches: 95 } },
}
