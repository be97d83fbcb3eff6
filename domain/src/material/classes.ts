import { z } from 'zod';

/**
 * What a dual-energy scanner can tell apart by effective atomic number: organic matter (up to about 10), light mineral and aluminium (10 to
 * 18), steel and its like (18 to 50), heavy metal (above). It cannot tell one organic from another, and it says where it cannot tell at all.
 *
 * @see P. Lalor and A. Danagoulian, arXiv 2301.05783 (why heavy and middling matter can look the same)
 */
export const MATERIAL_CLASSES = ['organic', 'mineral', 'steel', 'heavy', 'cannot-tell'] as const;
export const MaterialClass = z.enum(MATERIAL_CLASSES);
export type MaterialClass = z.infer<typeof MaterialClass>;

/** Why a material cannot be told. */
export const UNTOLD_REASONS = ['too-thin', 'too-thick', 'ambiguous', 'no-table'] as const;
export const UntoldReason = z.enum(UNTOLD_REASONS);
export type UntoldReason = z.infer<typeof UntoldReason>;
