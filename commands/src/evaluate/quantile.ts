/** The value of so large a share of ascending ones, the nearest there is; null of none. */
export function quantile(ascending: readonly number[], share: number): number | null {
  return ascending[Math.round(share * (ascending.length - 1))] ?? null;
}
