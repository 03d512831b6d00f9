// From the inside out; each is a folder of __tests__ and a project of jest.config.js.
const rings = ['unit', 'integration', 'e2e'] as const

/** jest's arguments for a command line whose leading words name rings; the rest is passed on as it is. */
export function jestArguments(words: readonly string[]): string[] {
  const end = words.findIndex(word => !rings.some(ring => ring === word))
  const [chosen, rest] = end === -1 ? [words, []] : [words.slice(0, end), words.slice(end)]
  // Last, since jest takes every word after it for a project.
  return chosen.length === 0 ? [...rest] : [...rest, '--selectProjects', ...chosen]
}
