import { z } from 'zod';
import { ContainerNumber } from './container.ts';

const party = z.string().max(200).optional();
/** `Instant` of order.ts, which needs this file and so cannot be had from there; its fault has a name of its own. */
const instant = z.iso.datetime('time-shape').optional();

/** Kilograms. */
export const MassKg = z.number('number-shape').nonnegative('number-range');

/**
 * Harmonized System code: six digits the world over (chapter, heading, subheading), up to seven national ones behind them,
 * e.g. Brazil 8 in all, China 10 and 3 of inspection.
 */
export const HsCode = z.string('hs-code-missing').regex(/^\d{6,13}$/, 'hs-code-shape');

/** UN/LOCODE of a port: country, then three letters or digits 2 to 9, e.g. `CNSHA`. */
export const Locode = z.string().regex(/^[A-Z]{2}[A-Z2-9]{3}$/, 'locode-shape');

/** ISO 3166-1, two letters. */
export const CountryCode = z.string().regex(/^[A-Z]{2}$/, 'country-shape');

/** One line of goods as declared. */
export const GoodsItem = z.object({
  description: z.string('description-missing').max(2000, 'text-too-long'),
  hsCode: HsCode,
  packages: z.number('number-shape').int('number-shape').nonnegative('number-range').optional(),
  /** UN/ECE Recommendation 21, two characters, e.g. `CT` carton. */
  packingType: z
    .string()
    .regex(/^[0-9A-Z]{2}$/, 'packing-type-shape')
    .optional(),
  grossMassKg: MassKg.optional(),
  netMassKg: MassKg.optional(),
  /** The containers that these goods lie in; absent: nobody said. */
  containers: z.array(ContainerNumber).max(999).optional(),
});
export type GoodsItem = z.infer<typeof GoodsItem>;

/** What was declared of one container, and what a weighbridge said. */
export const Equipment = z.object({
  container: ContainerNumber,
  /** ISO 6346 size and type, e.g. `22G1` or `45R1`. */
  sizeType: z
    .string()
    .regex(/^[0-9A-Z]{4}$/, 'size-type-shape')
    .optional(),
  seals: z.array(z.string().max(40)).max(20).default([]),
  grossMassKg: MassKg.optional(),
  /** Weighed, not said: the verified gross mass. */
  weighbridgeMassKg: MassKg.optional(),
});
export type Equipment = z.infer<typeof Equipment>;

/** How the goods came: ports, ship and voyage. */
export const Carriage = z.object({
  portOfLoading: Locode.optional(),
  portOfDischarge: Locode.optional(),
  /** Where the goods are from. */
  origin: CountryCode.optional(),
  vessel: z.string().max(100, 'text-too-long').optional(),
  imo: z.string().refine(isImoNumber, 'imo-number').optional(),
  voyage: z.string().max(30, 'text-too-long').optional(),
});
export type Carriage = z.infer<typeof Carriage>;

/**
 * What customs were told is in the container(s).
 *
 * An order carries what the operator typed: a reference, goods, a mass. One that was declared to us (see `FiledDeclaration`) has
 * the rest, too.
 */
export const Declaration = z.object({
  reference: z.string().max(100, 'text-too-long'),
  /** Bills of lading. */
  bill: z
    .object({
      master: z.string().max(50, 'text-too-long').optional(),
      house: z.string().max(50, 'text-too-long').optional(),
    })
    .optional(),
  consignee: party,
  consignor: party,
  carrier: party,
  declarant: party,
  containers: z.array(ContainerNumber).max(999),
  equipment: z.array(Equipment).max(999).optional(),
  /** Seals of which nobody said what they close. */
  seals: z.array(z.string().max(40)).max(20).default([]),
  goods: z.array(GoodsItem).max(999),
  /** Of all that is declared here together. */
  grossMassKg: MassKg.optional(),
  carriage: Carriage.optional(),
  declaredAt: instant,
  validFrom: instant,
  validTo: instant,
});
export type Declaration = z.infer<typeof Declaration>;

/** Seven digits of which the last checks the others: their sum with weights 7 to 2 ends in it (IMO resolution A.1117(30)). */
function isImoNumber(text: string): boolean {
  if (!/^\d{7}$/.test(text)) return false;
  const sum = [...text.slice(0, 6)].reduce((s, digit, i) => s + Number(digit) * (7 - i), 0);
  return sum % 10 === Number(text[6]);
}
