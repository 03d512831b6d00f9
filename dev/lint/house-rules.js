// Rules of this house that no plugin in use has; as an ESLint plugin, in plain JavaScript (see layers.js).
import { basename } from 'node:path'

const kebabCase = {
  meta: { type: 'suggestion', schema: [], messages: { name: 'File names are in kebab-case.' } },
  create: context => ({
    Program(node) {
      if (/^\.?[a-z0-9]+([-.][a-z0-9]+)*$/.test(basename(context.filename))) return
      context.report({ node, messageId: 'name' })
    },
  }),
}

const docstring = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { missing: 'What is exported has a docstring: what it gives, in which unit, what it throws.' },
  },
  create: context => ({
    'ExportNamedDeclaration[declaration]'(node) {
      const last = context.sourceCode.getCommentsBefore(node).at(-1)
      const documented = last?.type === 'Block' && last.value.startsWith('*')
      // Of an overloaded function the first signature is the one that is documented.
      if (documented || repeats(node)) return
      context.report({ node: node.declaration, messageId: 'missing' })
    },
  }),
}

function repeats(node) {
  const siblings = node.parent.body
  const before = siblings[siblings.indexOf(node) - 1]
  const name = node.declaration.id?.name
  return name !== undefined && before?.declaration?.id?.name === name
}

/** The rules `house/kebab-case` and `house/docstring`. */
export const house = { rules: { 'kebab-case': kebabCase, docstring } }
