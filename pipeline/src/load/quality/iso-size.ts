import type { BoxMm } from '@h986/domain';

/** Outside of ISO 668 and 45 ft containers, mm: 20, 40, 45 feet; 8'6", 9'6". Only high ones are 45 feet long. */
const SIZES = [
  { length: 6058, height: 2591 },
  { length: 6058, height: 2896 },
  { length: 12_192, height: 2591 },
  { length: 12_192, height: 2896 },
  { length: 13_716, height: 2896 },
] as const;
/** The side nearer the source looks larger by up to so much, all of it in height: lines are parallel, channels a fan. */
const FAN = { least: 1, most: 1.35 };

/**
 * How fast the truck went, over the speed that the line pitch stands for: a container that is seen shorter than any of its size went faster.
 * Between 40 and 45 feet the nearer one is believed.
 */
export function speedOf({ w }: Pick<BoxMm, 'w'>): number {
  return nearestOne(SIZES.map(({ length }) => length / w));
}

/** Length over height, over the nearest that a container of its length can have in a fan beam; 1: one has it. */
export function aspectOf({ w, h }: Pick<BoxMm, 'w' | 'h'>): number {
  const speed = speedOf({ w });
  const ratios = SIZES.filter(({ length }) => length / w === speed).map(({ length, height }) => {
    const [least, most] = [length / height / FAN.most, length / height / FAN.least];
    const seen = w / h;
    return seen < least ? seen / least : seen > most ? seen / most : 1;
  });
  return nearestOne(ratios);
}

function nearestOne(ratios: readonly number[]): number {
  return ratios.reduce((best, one) => (Math.abs(Math.log(one)) < Math.abs(Math.log(best)) ? one : best));
}
