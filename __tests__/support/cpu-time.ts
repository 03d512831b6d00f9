/** The CPU time of this process since `before`, ms. Unlike the time of a clock, it is the same on a busy machine. */
export function cpuTimeSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
