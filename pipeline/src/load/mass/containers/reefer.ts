import { castings, endBeams, floor, posts, rails } from './frame.ts';
import {
  across,
  along,
  box,
  type ContainerModel,
  every,
  HALF_WIDTH_MM,
  onSide,
  type Part,
  SIDES,
  STEEL,
  shell,
  upright,
} from './part.ts';

const WALL_MM = 65;
const ROOF_MM = 95;
const FLOOR_FROM_MM = 142;
const FOAM = 0.045;
const ALUMINIUM = 2.7;
const COPPER = 8.96;
const IRON = 1;
/** Length of the unit at the front end. */
const UNIT_MM = 430;
const DOOR_MM = 75;

/** A refrigerated container: foam between thin skins, a floor of T-bars, the unit at the front end. */
export function reefer(name: string, lengthMm: number, heightMm: number): ContainerModel {
  const top = FLOOR_FROM_MM + 60 + 63;
  const inner = HALF_WIDTH_MM - 4 - WALL_MM;
  return {
    name,
    lengthMm,
    heightMm,
    parts: [
      ...castings(lengthMm, heightMm),
      ...posts(lengthMm, heightMm),
      ...rails(lengthMm, heightMm),
      ...endBeams(lengthMm, heightMm),
      ...floor(lengthMm, false),
      ...skins(lengthMm, heightMm),
      ...tFloor(lengthMm),
      ...doors(lengthMm, heightMm),
      ...unit(heightMm),
    ],
    hold: {
      x: [UNIT_MM + 40, lengthMm - DOOR_MM - 40],
      y: [top, heightMm - ROOF_MM - 60],
      z: [-inner + 10, inner - 10],
    },
  };
}

function skins(length: number, height: number): Part[] {
  const x = [60, length - 80] as const;
  const y = [150, height - 60] as const;
  const z = [-HALF_WIDTH_MM + 60, HALF_WIDTH_MM - 60] as const;
  return [
    ...SIDES.flatMap((side) => [
      box(x, y, onSide(side, 3, 3.9), ALUMINIUM),
      box(x, y, onSide(side, 4, 4 + WALL_MM), FOAM),
      box(x, y, onSide(side, 4 + WALL_MM, 4.7 + WALL_MM), 7.95),
      ...every(610, 500, length - 300).map((at) => box([at, at + 60], y, onSide(side, 6, 7))),
    ]),
    box(x, [height - 6, height - 5.1], z, ALUMINIUM),
    box(x, [height - ROOF_MM, height - 6], z, FOAM),
    box(x, [height - ROOF_MM - 0.8, height - ROOF_MM], z, ALUMINIUM),
  ];
}

function tFloor(length: number): Part[] {
  const x = [UNIT_MM - 60, length - DOOR_MM - 10] as const;
  const z = [-HALF_WIDTH_MM + 70, HALF_WIDTH_MM - 70] as const;
  const bars = FLOOR_FROM_MM + 60;
  return [
    box(x, [FLOOR_FROM_MM, bars], z, FOAM),
    box(x, [bars, bars + 4], z, ALUMINIUM),
    box(x, [bars + 4, bars + 58], z, ALUMINIUM * 0.08),
    box(x, [bars + 58, bars + 63], z, ALUMINIUM * 0.55),
  ];
}

function doors(length: number, height: number): Part[] {
  const y = [165, height - 100] as const;
  const z = [-HALF_WIDTH_MM + 60, HALF_WIDTH_MM - 60] as const;
  return [
    box([length - DOOR_MM, length], y, z, FOAM),
    ...[length - DOOR_MM, length - 14].map((at) => box([at, at + 14], y, z, (ALUMINIUM * 1.1) / 14)),
    ...[-1100, -30, 30, 1100].map((at) => box([length - DOOR_MM - 8, length], y, [at - 18, at + 18], 0.7)),
    ...[-860, -360, 360, 860].flatMap((at) => [
      upright(length + 8, [y[0] - 75, y[1] + 75], at, 17, 3),
      ...[0.08, 0.36, 0.64, 0.92].map((share) => {
        const middle = y[0] + (y[1] - y[0]) * share;
        return box([length - 14, length + 20], [middle - 30, middle + 30], [at - 30, at + 30], STEEL * 0.4);
      }),
    ]),
  ];
}

/** Compressor, condenser, evaporator, fans, controller and pipes. */
function unit(height: number): Part[] {
  const wide = HALF_WIDTH_MM - 120;
  const at = (share: number): number => share * height;
  const z = [-wide, wide] as const;
  const front = 20;
  return [
    box([UNIT_MM - 70, UNIT_MM], [260, at(0.6)], z, 0.05),
    box([UNIT_MM - 12, UNIT_MM], [200, height - 190], z, 0.22),
    ...[-wide, -330, 330, wide - 40].flatMap((from) =>
      shell([front, front + 60], [170, height - 110], [from, from + 40], 4),
    ),
    ...[0.09, 0.33, 0.6].flatMap((share) => shell([front, front + 60], [at(share), at(share) + 50], z, 3)),
    along([55, 325], at(0.2), -520, 125, 0, 4.6 * IRON),
    across(190, at(0.22), [-410, -150], 105, 0, 5.2),
    upright(150, [at(0.2) - 210, at(0.2) + 210], 620, 75, 0, 2.4),
    box([120, 200], [at(0.36), at(0.58)], [-wide + 60, wide - 60], 0.42 + 0.16),
    along([180, 350], at(0.47), 0, 85, 0, 4.4),
    along([45, 135], at(0.47), 0, 330, 3),
    along([83, 97], at(0.47), 0, 300, 0, 0.9),
    box([front + 10, 230], [at(0.18), at(0.31)], [180, 520], 0.5),
    box([front + 30, 200], [at(0.1), at(0.16)], [-100, 260], 2.6),
    box([150, 380], [at(0.67), at(0.76)], [-wide + 40, wide - 40], 0.38 + 0.15),
    ...[-520, 520].flatMap((middle) => [
      upright(250, [at(0.85) - 95, at(0.85) + 95], middle, 65, 0, 4.2),
      upright(250, [at(0.81) - 45, at(0.81) + 45], middle, 190, 3),
      upright(250, [at(0.81) - 6, at(0.81) + 6], middle, 175, 0, 1),
    ]),
    ...(
      [
        [-760, 90],
        [-700, 130],
        [720, 110],
        [790, 160],
      ] as const
    ).map(([middle, x]) => upright(x, [at(0.42) - at(0.26), at(0.42) + at(0.26)], middle, 14, 2, COPPER)),
    across(110, at(0.63), z, 17, 2, COPPER),
    box([front, front + 12], [180, at(0.33)], z, (STEEL * 1.5) / 12),
  ];
}
