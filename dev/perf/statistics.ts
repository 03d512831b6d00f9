/** The arithmetic mean. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The geometric mean of positive numbers. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(mean(values.map(Math.log)))
}

/** The standard error of the mean. */
export function standardError(values: readonly number[]): number {
  const center = mean(values)
  return Math.sqrt(mean(values.map(value => (value - center) ** 2)) / (values.length - 1))
}

/** The quantile by nearest rank: 1 returns the greatest value. NaN without values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
}
