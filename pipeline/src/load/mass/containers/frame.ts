import { across, box, every, HALF_WIDTH_MM, onSide, type Part, SIDES, STEEL, shell } from './part.ts';

const CASTING = { x: 178, y: 118, z: 162, share: 0.47 } as const;
/** Top of the plywood above the container's lower corners. */
export const FLOOR_MM = 172;
const MEMBER_PITCH_MM = 292;
const MEMBER = { webMm: 4.5, flangeMm: 45, heightMm: 122, lowMm: 22 } as const;

export const castings = (length: number, height: number): Part[] =>
  [0, length - CASTING.x].flatMap((from) =>
    [0, height - CASTING.y].flatMap((low) =>
      SIDES.map((side) =>
        box([from, from + CASTING.x], [low, low + CASTING.y], onSide(side, 0, CASTING.z), STEEL * CASTING.share),
      ),
    ),
  );

export const posts = (length: number, height: number): Part[] => {
  const up = [CASTING.y, height - CASTING.y] as const;
  return SIDES.flatMap((side) => [
    ...shell([0, 48], up, onSide(side, 0, 150), 6),
    box([48, 110], up, onSide(side, 0, 6)),
    ...shell([length - 70, length], up, onSide(side, 0, 110), 8),
    box([length - 150, length - 70], up, onSide(side, 0, 10)),
  ]);
};

export const rails = (length: number, height: number): Part[] => {
  const x = [CASTING.x, length - CASTING.x] as const;
  return SIDES.flatMap((side) => [
    ...shell(x, [height - 62, height - 2], onSide(side, 4, 64), 3),
    box(x, [24, 182], onSide(side, 2, 6.5)),
    box(x, [24, 29], onSide(side, 2, 50)),
    box(x, [150, 155], onSide(side, 2, 40)),
  ]);
};

export const endBeams = (length: number, height: number): Part[] => {
  const z = [-HALF_WIDTH_MM + CASTING.z, HALF_WIDTH_MM - CASTING.z] as const;
  return (
    [
      [0, 60],
      [length - 90, length],
    ] as const
  ).flatMap((x) => [...shell(x, [10, 165], z, 4), ...shell(x, [height - 100, height - 4], z, 4)]);
};

/** Cross members smeared over their pitch: where each one is, the picture says; and the plywood on them. */
export const floor = (length: number, plywood = true): Part[] => {
  const z = [-HALF_WIDTH_MM + 7, HALF_WIDTH_MM - 7] as const;
  const x = [200, length - 200] as const;
  const { webMm, flangeMm, heightMm, lowMm } = MEMBER;
  const web = (STEEL * webMm) / MEMBER_PITCH_MM;
  const flange = (STEEL * flangeMm) / MEMBER_PITCH_MM;
  const pockets = length < 7000 ? [-1025, 1025].map((middle) => length / 2 + middle) : [];
  return [
    box(x, [lowMm, lowMm + heightMm], z, web),
    box(x, [lowMm, lowMm + webMm], z, flange),
    box(x, [lowMm + heightMm - webMm, lowMm + heightMm], z, flange),
    ...pockets.flatMap((at) => [
      box([at - 180, at + 180], [lowMm + 112, lowMm + 118], z),
      box([at - 180, at - 174], [lowMm, lowMm + 112], z),
      box([at + 174, at + 180], [lowMm, lowMm + 112], z),
    ]),
    ...(plywood ? [box([60, length - 90], [144, FLOOR_MM], [-HALF_WIDTH_MM + 60, HALF_WIDTH_MM - 60], 0.7)] : []),
  ];
};

export const lashingRings = (length: number, height: number): Part[] =>
  every(1420, 430, length - 300).flatMap((at) =>
    SIDES.flatMap((side) => [height - 95, FLOOR_MM + 26].map((y) => across(at, y, onSide(side, 40, 56), 27, 9))),
  );
