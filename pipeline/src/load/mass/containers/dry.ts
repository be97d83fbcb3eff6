import { castings, endBeams, FLOOR_MM, floor, lashingRings, posts, rails } from './frame.ts';
import {
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

/** Thickness of the side walls' sheet in the middle of what is built, mm. */
const SHEET_MM = 1.8;
/** Of a side wall's wave, 278 mm long and 36 mm deep: as much more sheet than a flat wall has. */
const WAVE = 1.064;
/** Of the roof's. */
const ROOF_WAVE = 1.1;

/** A general-purpose box; `open`: its roof is a tarpaulin. */
export function dry(name: string, lengthMm: number, heightMm: number, open = false): ContainerModel {
  return {
    name,
    lengthMm,
    heightMm,
    parts: [
      ...castings(lengthMm, heightMm),
      ...posts(lengthMm, heightMm),
      ...rails(lengthMm, heightMm),
      ...endBeams(lengthMm, heightMm),
      ...floor(lengthMm),
      ...lashingRings(lengthMm, heightMm),
      ...sideWalls(lengthMm, heightMm),
      box([12, 58], [150, heightMm - 100], [-HALF_WIDTH_MM + 100, HALF_WIDTH_MM - 100], (STEEL * 2.5) / 46),
      ...doors(lengthMm, heightMm),
      ...(open ? tarpaulin(lengthMm, heightMm) : roof(lengthMm, heightMm)),
    ],
    hold: { x: [70, lengthMm - 90], y: [FLOOR_MM, heightMm - 100], z: [-HALF_WIDTH_MM + 50, HALF_WIDTH_MM - 50] },
  };
}

const sideWalls = (length: number, height: number): Part[] =>
  SIDES.map((side) =>
    box([110, length - 110], [155, height - 60], onSide(side, 6, 44), (STEEL * SHEET_MM * WAVE) / 38),
  );

const roof = (length: number, height: number): Part[] => {
  const z = [-HALF_WIDTH_MM + 60, HALF_WIDTH_MM - 60] as const;
  return [
    box([60, 330], [height - 13, height - 8], z),
    box([length - 400, length - 90], [height - 13, height - 8], z),
    box([330, length - 400], [height - 30, height - 8], z, (STEEL * 2 * ROOF_WAVE) / 22),
  ];
};

const tarpaulin = (length: number, height: number): Part[] => {
  const z = [-HALF_WIDTH_MM + 60, HALF_WIDTH_MM - 60] as const;
  const bows = every(610, 500, length - 300).flatMap((at) => [
    box([at - 16, at + 16], [height - 41, height - 9], z, STEEL * 0.2669),
  ]);
  return [...bows, box([30, length - 30], [height - 4, height - 2.6], [-HALF_WIDTH_MM + 10, HALF_WIDTH_MM - 10], 1.3)];
};

/** Two door leaves with frames, gaskets, locking bars, handles, cams and hinges. */
function doors(length: number, height: number): Part[] {
  const [low, high] = [160, height - 100];
  const leaf = [length - 60, length - 20] as const;
  const z = [-HALF_WIDTH_MM + 110, HALF_WIDTH_MM - 110] as const;
  const outside = length - 14;
  const at = (share: number): number => low + (high - low) * share;
  return [
    box([leaf[0], leaf[0] + 34], [low, high], z, (STEEL * 1.6) / 34),
    ...[-1085, -45, 45, 1085].flatMap((middle) => [
      box(leaf, [low, high], [middle - 35, middle + 35], STEEL * 0.22),
      box([leaf[0] - 12, leaf[0] + 14], [low, high], [middle - 12, middle + 12], 1.15),
    ]),
    ...[low, high - 60].map((y) => box(leaf, [y, y + 60], z, STEEL * 0.18)),
    ...[-890, -330, 330, 890].flatMap((middle) => [
      upright(outside + 6, [low - 70, high + 70], middle, 17, 3),
      ...[low - 35, high + 35].map((y) =>
        box([outside - 24, outside + 36], [y - 30, y + 30], [middle - 30, middle + 30], STEEL * 0.55),
      ),
      ...[0.13, 0.5, 0.87].map((share) =>
        box([outside - 18, outside + 14], [at(share) - 35, at(share) + 35], [middle - 30, middle + 30], STEEL * 0.4),
      ),
      box(
        [outside - 2, outside + 8],
        [1080, 1105],
        middle < 0 === Math.abs(middle) > 500 ? [middle - 20, middle + 480] : [middle - 480, middle + 20],
      ),
    ]),
    ...SIDES.flatMap((side) =>
      [0.05, 0.28, 0.5, 0.72, 0.95].map((share) =>
        box([length - 40, length + 4], [at(share) - 45, at(share) + 45], onSide(side, 0, 40), STEEL * 0.6),
      ),
    ),
  ];
}

/** A floor with two ends and nothing else. */
export function flatRack(name: string, lengthMm: number, heightMm: number): ContainerModel {
  const deck = 610;
  const z = [-1200, 1200] as const;
  const ends = [
    [0, 130],
    [lengthMm - 130, lengthMm],
  ] as const;
  return {
    name,
    lengthMm,
    heightMm,
    parts: [
      ...castings(lengthMm, heightMm),
      ...[-1180, -560, 500, 1120].flatMap((at) => [
        box([0, lengthMm], [120, deck - 60], [at, at + 10]),
        ...[120, deck - 76].map((low) => box([0, lengthMm], [low, low + 16], [at - 40, at + 60])),
      ]),
      box([150, lengthMm - 150], [330, deck - 60], z, (STEEL * 5) / 420),
      box([150, lengthMm - 150], [deck - 68, deck - 60], z, (STEEL * 60) / 420),
      box([200, lengthMm - 200], [deck - 58, deck], [-1190, 1190], 0.72),
      ...ends.flatMap(([from, to]) => [
        ...[-HALF_WIDTH_MM + 10, HALF_WIDTH_MM - 130].flatMap((at) =>
          shell([from, to], [118, heightMm - 118], [at, at + 120], 8),
        ),
        ...shell([from + 20, to - 20], [heightMm - 160, heightMm - 20], [-HALF_WIDTH_MM + 130, HALF_WIDTH_MM - 130], 5),
        box(
          [from + 40, from + 80],
          [deck, heightMm - 160],
          [-HALF_WIDTH_MM + 130, HALF_WIDTH_MM - 130],
          (STEEL * 4) / 40,
        ),
      ]),
    ],
    hold: { x: [150, lengthMm - 150], y: [deck, heightMm - 60], z: [-1150, 1150] },
  };
}
