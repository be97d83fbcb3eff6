import fc from 'fast-check';
import { checkDigit } from '../../container.ts';
import { FiledDeclaration } from '../filed.ts';

const letters = (count: number) =>
  fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), minLength: count, maxLength: count });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const massKg = fc.integer({ min: 0, max: 90_000_000 }).map((grams) => grams / 1000);
const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });

/** Words of every script, with commas, quotes and line ends in them, as people write them into cells. */
const text = fc.string({
  unit: fc.oneof(fc.constantFrom(...'abcXYZ 019,";\'+:?\n-'), fc.constantFrom('\r\n', '税', 'é', '𠮷')),
  minLength: 1,
  maxLength: 30,
});
const words = text.filter((given) => given.trim() !== '');

const containerNumber = fc.tuple(letters(3), fc.integer({ min: 0, max: 999_999 })).map(([owner, serial]) => {
  const stem = `${owner}U${String(serial).padStart(6, '0')}`;
  return `${stem}${checkDigit(stem)}`;
});
const seal = fc.stringMatching(/^[A-Z0-9][A-Z0-9/.-]{0,9}$/);

const equipment = fc.uniqueArray(
  fc.record({
    container: containerNumber,
    sizeType: maybe(fc.constantFrom('22G1', '45R1', 'L5G1')),
    seals: fc.array(seal, { maxLength: 3 }),
    grossMassKg: maybe(massKg),
    weighbridgeMassKg: maybe(massKg),
  }),
  { selector: ({ container }) => container, minLength: 1, maxLength: 4 },
);

const goodsIn = (containers: string[]) =>
  fc.array(
    fc.record({
      description: words,
      hsCode: fc.stringMatching(/^[1-6][0-9]{5,12}$/),
      packages: maybe(fc.nat(100_000)),
      packingType: maybe(fc.constantFrom('CT', 'PX', '4G')),
      grossMassKg: maybe(massKg),
      netMassKg: maybe(massKg),
      containers: maybe(fc.subarray(containers, { minLength: 1 })),
    }),
    { maxLength: 5 },
  );

/** Any declaration that can be filed. */
export const anyDeclaration: fc.Arbitrary<FiledDeclaration> = equipment
  .chain((entries) =>
    fc.record({
      reference: words,
      bill: maybe(fc.record({ master: maybe(words), house: maybe(words) })),
      consignor: maybe(words),
      consignee: maybe(words),
      carrier: maybe(words),
      declarant: maybe(words),
      equipment: fc.constant(entries),
      seals: fc.array(seal, { maxLength: 3 }),
      goods: goodsIn(entries.map(({ container }) => container)),
      grossMassKg: maybe(massKg),
      carriage: maybe(
        fc.record({
          portOfLoading: maybe(fc.constantFrom('CNSHA', 'DEHAM')),
          portOfDischarge: maybe(fc.constantFrom('GBFXT', 'USLA2')),
          origin: maybe(letters(2)),
          vessel: maybe(words),
          imo: maybe(fc.constant('9074729')),
          voyage: maybe(words),
        }),
      ),
      declaredAt: maybe(instant.map((at) => at.toISOString())),
      validFrom: fc.constant('2026-11-01T00:00:00.000Z'),
      validTo: maybe(fc.constant('2026-12-01T00:00:00.000Z')),
    }),
  )
  .map((given) => FiledDeclaration.parse(given));

/** A list in which no reference comes twice. */
export const anyDeclarations: fc.Arbitrary<FiledDeclaration[]> = fc.uniqueArray(anyDeclaration, {
  selector: ({ reference }) => reference,
  minLength: 1,
  maxLength: 4,
});
