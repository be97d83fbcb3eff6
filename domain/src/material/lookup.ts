/**
 * Which material class a pixel shows, ready for a texture: `classes` has a byte (index in `MATERIAL_CLASSES`) for every step of ratio,
 * row by row, and in each row for every step of attenuation. Steps are equal; a value beyond the last one belongs to the last one.
 */
export interface MaterialLookup {
  alphas: number;
  /** -ln T of the high energy at the last step; the first is 0. */
  alphaMax: number;
  ratios: number;
  /** -ln T of low over high energy, at the first and the last step. */
  ratioMin: number;
  ratioMax: number;
  /** ratios x alphas. */
  classes: Uint8Array;
}
