/** Mean density of goods as they lie in a container, with packing and the air between them, g/cm3. */
export interface DensityRange {
  low: number;
  high: number;
}

/**
 * By chapter of the Harmonized System, and by heading where one is unlike its chapter.
 *
 * Rough knowledge: ranges of the families that phantoms are drawn from (`fixtures/PHANTOM.md`), widened by what stowage factors of cargo
 * handbooks give for the rest (1 m3/t of stowage is 1 g/cm3). They are wide, so that only gross differences show.
 */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  // Animals, meat, fish, dairy, plants and food.
  '01-05': [0.15, 0.95],
  '06': [0.05, 0.5],
  '07-08': [0.25, 0.75],
  '09': [0.25, 0.75],
  '10-11': [0.5, 0.95],
  '12-14': [0.15, 0.9],
  '15': [0.45, 1.0],
  '16-21': [0.3, 1.15],
  '22': [0.4, 1.1],
  '23': [0.3, 0.9],
  '24': [0.12, 0.45],
  // Minerals, fuels, chemicals.
  '25': [0.6, 2.7],
  '26': [0.9, 4.5],
  '27': [0.5, 1.4],
  '28-29': [0.4, 2.0],
  '30': [0.12, 0.8],
  '31': [0.6, 1.4],
  '32': [0.4, 1.8],
  '33-34': [0.2, 1.1],
  '35-38': [0.25, 1.5],
  // Plastics, rubber, leather, wood, paper.
  '39': [0.04, 1.0],
  '40': [0.12, 1.1],
  '41-43': [0.06, 0.8],
  '44-46': [0.2, 1.1],
  '47-49': [0.2, 1.1],
  // Textiles, shoes.
  '50-60': [0.08, 0.75],
  '61-63': [0.06, 0.6],
  '64-67': [0.04, 0.35],
  // Stone, ceramics, glass.
  '68': [0.4, 2.8],
  '69': [0.3, 2.4],
  '70': [0.25, 2.2],
  '71': [0.05, 3.0],
  // Metals.
  '72': [0.4, 6.0],
  '73': [0.15, 4.5],
  '74-75': [0.4, 6.0],
  '76': [0.1, 2.5],
  '78-81': [0.4, 6.0],
  '82-83': [0.15, 2.2],
  // Machines, vehicles, instruments, the rest.
  '84': [0.08, 2.2],
  '85': [0.07, 1.6],
  '86': [0.1, 2.5],
  '87': [0.05, 1.5],
  '88-89': [0.05, 1.2],
  '90-92': [0.05, 0.8],
  '93': [0.2, 2.5],
  '94': [0.04, 0.5],
  '95': [0.04, 0.4],
  '96': [0.06, 0.7],
  '97': [0.04, 2.5],
  '98-99': [0.02, 6.0],
  // Headings unlike their chapter.
  '2523': [0.8, 1.7],
  '3921': [0.02, 1.0],
  '6801-6803': [0.8, 2.8],
  '6806': [0.03, 0.5],
  '6907': [0.7, 2.4],
  '7207-7217': [0.8, 6.0],
  '7204': [0.25, 2.5],
  '8407-8409': [0.2, 2.2],
  '8471': [0.07, 0.6],
  '8507': [0.4, 2.5],
  '8528': [0.06, 0.5],
  '8703': [0.05, 0.45],
};

const TABLE = new Map(Object.entries(RANGES).flatMap(([span, range]) => codesOf(span).map((code) => [code, range])));

/** What goods of an HS code weigh: of its heading where that is known by itself, else of its chapter. */
export function densityOf(hsCode: string): DensityRange {
  const [low, high] = TABLE.get(hsCode.slice(0, 4)) ?? TABLE.get(hsCode.slice(0, 2)) ?? [0, Number.POSITIVE_INFINITY];
  return { low, high };
}

function codesOf(span: string): string[] {
  const [from = '', to = from] = span.split('-');
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) =>
    String(Number(from) + i).padStart(from.length, '0'),
  );
}
