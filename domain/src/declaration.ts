import { z } from 'zod';
import { ContainerNumber } from './container.ts';

/** One line of goods as declared. */
export const GoodsItem = z.object({
  description: z.string().max(2000),
  /** Harmonized System code: 6 to 10 digits, chapter first. */
  hsCode: z.string().regex(/^\d{6,10}$/, 'hs-code-shape'),
  packages: z.number().int().nonnegative().optional(),
  grossMassKg: z.number().nonnegative().optional(),
});
export type GoodsItem = z.infer<typeof GoodsItem>;

/** What customs were told is in the container(s). */
export const Declaration = z.object({
  reference: z.string().max(100),
  consignee: z.string().max(200).optional(),
  consignor: z.string().max(200).optional(),
  containers: z.array(ContainerNumber).max(2),
  seals: z.array(z.string().max(40)).max(10).default([]),
  goods: z.array(GoodsItem).max(200),
  grossMassKg: z.number().nonnegative().optional(),
});
export type Declaration = z.infer<typeof Declaration>;
