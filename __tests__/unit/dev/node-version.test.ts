import { expect, it } from '@jest/globals'
import { describeOldNode } from '../../../dev/build/node-version.js'

it.each(['v20.20.2', 'v22.19.0', 'v18.0.0'])('%s is too old for the scripts', version => {
  expect(describeOldNode(version)).toBe(
    `Node 22.20 or newer is required (recommended: 24, see .node-version); this is ${version}.`,
  )
})

it.each(['v22.20.0', 'v24.0.0', 'v26.1.0'])('%s is new enough', version => {
  expect(describeOldNode(version)).toBeUndefined()
})
