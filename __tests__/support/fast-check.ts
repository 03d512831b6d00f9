import { jest } from '@jest/globals'
import fc from 'fast-check'

// `npm test` sets jest's seed, so that a change is not blocked by a failure that it did not cause. Otherwise, jest draws one.
fc.configureGlobal({ seed: jest.getSeed() })

export { default } from 'fast-check'
