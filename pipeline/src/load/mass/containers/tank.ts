import { castings, endBeams } from './frame.ts';
import { across, box, type ContainerModel, HALF_WIDTH_MM, type Part, shell, upright } from './part.ts';

const STAINLESS = 7.95;
const SHELL_MM = 5;
const RADIUS_MM = 1150;
const INSULATION_MM = 50;
/** How far the dished ends stand out, and in how many steps they are followed. */
const DISH_MM = 320;
const DISH_STEPS = 16;
const RIM_MM = 280;

/** A tank in a frame. */
export function tank(name: string, lengthMm: number, heightMm: number): ContainerModel {
  const y = heightMm / 2;
  const barrel = [RIM_MM + DISH_MM, lengthMm - RIM_MM - DISH_MM] as const;
  const middle = lengthMm / 2;
  return {
    name,
    lengthMm,
    heightMm,
    parts: [
      ...castings(lengthMm, heightMm),
      ...endBeams(lengthMm, heightMm),
      ...frame(lengthMm, heightMm),
      ...ring(barrel, y, RADIUS_MM, RADIUS_MM - SHELL_MM, STAINLESS),
      ...ring(barrel, y, RADIUS_MM + INSULATION_MM, RADIUS_MM, 0.06),
      ...ring(barrel, y, RADIUS_MM + INSULATION_MM + 1, RADIUS_MM + INSULATION_MM, 2.7),
      ...dish(barrel[0], -1, y),
      ...dish(barrel[1], 1, y),
      upright(middle, [y + RADIUS_MM - 20, y + RADIUS_MM + 100], 0, 250, 6),
      upright(middle, [y + RADIUS_MM + 98, y + RADIUS_MM + 112], 0, 270, 0),
      upright(middle + 700, [y + RADIUS_MM - 5, y + RADIUS_MM + 125], 0, 60, 0, 4),
      across(barrel[1] - 260, 130, [-210, 210], 70, 0, 4),
      box([400, lengthMm - 400], [heightMm - 30, heightMm - 26], [-260, 260], 2),
    ],
    hold: {
      x: [RIM_MM, lengthMm - RIM_MM],
      y: [y - RADIUS_MM + SHELL_MM, y + RADIUS_MM - SHELL_MM],
      z: [-RADIUS_MM + SHELL_MM, RADIUS_MM - SHELL_MM],
    },
  };
}

function ring(x: readonly [number, number], y: number, radius: number, bore: number, density: number): Part[] {
  const outer: Part = { x, section: { kind: 'circle', y, radiusMm: radius }, density };
  return bore <= 0 ? [outer] : [outer, { x, section: { kind: 'circle', y, radiusMm: bore }, density: -density }];
}

function dish(end: number, side: 1 | -1, y: number): Part[] {
  const radiusAt = (i: number): number =>
    i >= DISH_STEPS ? 0 : RADIUS_MM * Math.sqrt(Math.max(0, 1 - ((i + 0.5) / DISH_STEPS) ** 2));
  return Array.from({ length: DISH_STEPS }, (_, i) => {
    const [a, b] = [end + (side * i * DISH_MM) / DISH_STEPS, end + (side * (i + 1) * DISH_MM) / DISH_STEPS];
    const [radius, next] = [radiusAt(i), radiusAt(i + 1)];
    const wall = Math.min(radius, radius - next + SHELL_MM);
    return ring([Math.min(a, b), Math.max(a, b)], y, radius, radius - wall, STAINLESS);
  }).flat();
}

function frame(length: number, height: number): Part[] {
  const ends = [
    [0, 120],
    [length - 120, length],
  ] as const;
  return [
    ...ends.flatMap((x) =>
      [-HALF_WIDTH_MM, HALF_WIDTH_MM - 120].flatMap((z) => shell(x, [118, height - 118], [z, z + 120], 6)),
    ),
    ...[-HALF_WIDTH_MM, HALF_WIDTH_MM - 80].flatMap((z) => [
      ...shell([178, length - 178], [20, 100], [z, z + 80], 5),
      ...shell([178, length - 178], [height - 70, height - 10], [z, z + 60], 4),
    ]),
    ...[420, length - 520].map((at) => box([at, at + 100], [100, 420], [-700, 700], 0.6)),
  ];
}
