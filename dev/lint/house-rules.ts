// Rules of this house that no plugin in use has, as a plugin of ESLint.
import { basename } from 'node:path'
import type { ESLint, Rule } from 'eslint'

type Export = Parameters<NonNullable<Rule.NodeListener['ExportNamedDeclaration']>>[0]

const kebabCase: Rule.RuleModule = {
  meta: { type: 'suggestion', schema: [], messages: { name: 'File names are in kebab-case.' } },
  create: context => ({
    Program(node) {
      if (/^\.?[a-z0-9]+([-.][a-z0-9]+)*$/.test(basename(context.filename))) return
      context.report({ node, messageId: 'name' })
    },
  }),
}

const docstring: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { missing: 'What is exported has a docstring: what it gives, in which unit, what it throws.' },
  },
  create: context => ({
    'ExportNamedDeclaration[declaration]'(node: Export) {
      const last = context.sourceCode.getCommentsBefore(node).at(-1)
      const documented = last?.type === 'Block' && last.value.startsWith('*')
      // Of an overloaded function the first signature is the one that is documented.
      if (documented || nameOf(node) === nameOf(sibling(node))) return
      context.report({ node, messageId: 'missing' })
    },
  }),
}

function sibling(node: Export): unknown {
  const { body } = node.parent as unknown as { body: unknown[] }
  return body[body.indexOf(node) - 1]
}

// A symbol of its own for what has no name, so that two of those are not alike.
function nameOf(node: unknown): unknown {
  return (
    (node as { declaration?: { id?: { name: string } } } | undefined)?.declaration?.id?.name ?? Symbol('none')
  )
}

/** The rules `house/kebab-case` and `house/docstring`. */
export const house: ESLint.Plugin = { rules: { 'kebab-case': kebabCase, docstring } }
