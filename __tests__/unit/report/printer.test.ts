import { expect, test } from '@jest/globals'
import { createPrinter } from '../../../src/report/printer.ts'
import { captureStdout } from '../../support/captured-stdout.ts'

const stdout = captureStdout()

const hostile = 'a\n::error::x ##[group]y \u001b[31mhunter2 100%'
const safe = 'a : :error: :x ## [group]y  *** 100%'
const printer = createPrinter(text => text.replaceAll('hunter2', '***'))

test('a line is one line, without command, colour or secret', () => {
  printer.line(hostile)
  expect(stdout.text.trimEnd()).toBe(safe)
})

test('so are debug lines and annotations, as commands of our own', () => {
  printer.debug(hostile)
  printer.warning(hostile)
  printer.error(`title, with a comma: ${hostile}`, hostile)
  const data = safe.replaceAll('%', '%25')
  const title = `title, with a comma: ${safe}`
    .replaceAll('%', '%25')
    .replaceAll(':', '%3A')
    .replaceAll(',', '%2C')
  expect(stdout.text.trimEnd().split(/\r?\n/)).toEqual([
    `::debug::${data}`,
    `::warning::${data}`,
    `::error title=${title}::${data}`,
  ])
})

test('a secret is looked for before the text is cut, and the cut is marked', () => {
  printer.line(`${'x'.repeat(3_998)}hunter2`)
  expect(stdout.text.trimEnd()).toBe(`${'x'.repeat(3_998)}*…`)
})
