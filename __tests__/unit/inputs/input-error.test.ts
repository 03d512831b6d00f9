import { expect, test } from '@jest/globals'
import { InputError } from '../../../src/inputs/input-error.ts'

test('an InputError names all problems in one message', () => {
  expect(new InputError(['a is wrong']).message).toBe('a is wrong')
  expect(new InputError(['a is wrong', 'b is too']).message).toBe(
    'several inputs are invalid:\n- a is wrong\n- b is too',
  )
})
