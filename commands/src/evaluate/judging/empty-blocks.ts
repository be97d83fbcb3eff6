import { type Random, type ThreatFamily, touching } from '@h986/fixtures';

/** Mass of each piece, kg, and what it may be of, with its density, g/cm3. */
const BLOCKS = [
  {
    name: 'block-1kg-organic',
    kg: 1,
    of: [
      ['cocaine-hcl', 1],
      ['water', 1],
      ['polyethylene', 0.94],
      ['tnt', 1.5],
    ],
  },
  {
    name: 'block-5kg-anything',
    kg: 5,
    of: [
      ['cocaine-hcl', 1],
      ['cigarettes', 0.3],
      ['paper', 0.8],
      ['aluminium', 2.7],
      ['steel', 7.86],
      ['lead', 11.3],
    ],
  },
] as const;

/** One block on the floor of an empty container, somewhere; boards of what was left behind give way to it. */
export const EMPTY_BLOCKS: readonly ThreatFamily[] = BLOCKS.map(({ name, kg, of }) => ({
  name,
  kind: 'concealment',
  place: ({ container: { hold }, load, builder }) => {
    const { random } = builder;
    const [material, density] = random.pick<readonly [string, number]>(of);
    const [x, y, z] = sizesMm((kg / density) * 1e6, random);
    const at = (axis: 'x' | 'z', length: number): { from: number; to: number } => {
      const from = random.between(hold[axis].from + 30, hold[axis].to - length - 30);
      return { from, to: from + length };
    };
    const box = { x: at('x', x), y: { from: hold.y.from, to: hold.y.from + y }, z: at('z', z) };
    const carves = touching(load.bodies, box).map(({ id }) => id);
    const body = builder.body({ shape: { kind: 'box', ...box }, material, density, pixelClass: 'threat', carves });
    return { bodies: [body], removed: [], changed: {}, place: `${kg} kg of ${material} on the floor` };
  },
}));

/** A block that is up to twice as long as high, of a volume in mm3. */
function sizesMm(volume: number, random: Random): readonly [number, number, number] {
  const [long, deep] = [random.between(1, 2), random.between(1, 2)];
  const side = Math.cbrt(volume / long / deep);
  return [side * long, side, side * deep];
}
