/** One or more inputs of the step are invalid. Thrown before any request is sent. */
export class InputError extends Error {
  override readonly name = 'InputError'
  /** One sentence per problem: the input, its value (never a secret's) and what is accepted. */
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(
      problems.length === 1 ? problems.join('') : ['several inputs are invalid:', ...problems].join('\n- '),
    )
    this.problems = problems
  }
}
