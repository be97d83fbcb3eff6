/**
 * Up to where something is told, between the steps that were tried: along a straight line of the logarithms of how far each stands out.
 *
 * @param steps from the easiest to the hardest
 * @param visible from which on one is told
 * @returns the hardest where all are told, null where not even the easiest is
 */
export function lastTold(steps: readonly { place: number; standsOut: number }[], visible: number): number | null {
  const lost = steps.findIndex(({ standsOut }) => !(standsOut >= visible));
  if (lost < 0) return steps.at(-1)?.place ?? null;
  if (lost === 0) return null;
  const [told, hidden] = [steps[lost - 1], steps[lost]] as [(typeof steps)[number], (typeof steps)[number]];
  // What does not stand out at all counts as a tenth of what would be seen: its exact value is chance.
  const [above, below] = [told.standsOut, Math.max(hidden.standsOut, visible / 10)].map((one) =>
    Math.log(one / visible),
  ) as [number, number];
  return told.place + (above / (above - below)) * (hidden.place - told.place);
}
