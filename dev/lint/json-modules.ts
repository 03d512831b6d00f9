import { registerHooks } from 'node:module'

// @actions/languageservice imports JSON the way bundlers allow; Node wants the type said.
registerHooks({
  load: (url, context, next) =>
    url.endsWith('.json')
      ? next(url, { ...context, importAttributes: { ...context.importAttributes, type: 'json' } })
      : next(url, context),
})
