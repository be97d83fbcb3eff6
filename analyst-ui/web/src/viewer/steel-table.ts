/** Thickness of steel by what it takes from the high energy. Both rise; straight lines between. */
export interface SteelTable {
  /** -ln T of the high energy. */
  alpha: readonly number[];
  mm: readonly number[];
}

/** @returns null beyond the table's end: nothing is guessed there */
export function steelMm({ alpha, mm }: SteelTable, at: number): number | null {
  const next = alpha.findIndex((value) => value >= at);
  if (next < 0) return null;
  if (next === 0) return at < (alpha[0] as number) ? 0 : (mm[0] as number);
  const [a0, a1] = [alpha[next - 1] as number, alpha[next] as number];
  const [m0, m1] = [mm[next - 1] as number, mm[next] as number];
  return m0 + ((m1 - m0) * (at - a0)) / (a1 - a0);
}
