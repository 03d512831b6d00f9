import { spawnSync } from 'node:child_process'

/**
 * Runs zizmor on the workflows of a repository. It is a program of its own (`pipx install zizmor`), so a machine
 * without it skips this and says so; CI always runs it.
 *
 * @param root of the repository
 * @returns what zizmor found; nothing when all is well
 */
export function lintSecurity(root: string): Promise<string> {
  const args = [
    '--offline',
    '--persona=pedantic',
    '--no-progress',
    '--quiet',
    '.github',
    'action.yml',
    'examples',
  ]
  const { error, status, stdout, stderr } = spawnSync('zizmor', args, { cwd: root, encoding: 'utf8' })
  if (error !== undefined) console.error('zizmor is not installed: skipped.')
  return Promise.resolve(error !== undefined || status === 0 ? '' : stdout + stderr)
}
