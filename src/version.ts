/** The version of this action, as in package.json and in the User-Agent of its requests. */
export const version = '1.0.0'
