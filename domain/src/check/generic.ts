import type { AreaMm, PointMm, TestObject } from './test-object.ts';

/** g/cm2 a mm. */
const STEEL = 0.786;
const LEAD = 1.134;
/** Two walls of a container, behind which the material tables' curves lie. */
const WALLS_G_CM2 = 3.3;

const STEPS_MM = [100, 150, 200, 240, 280, 310, 340, 370];
const SHEETS_MM = [0.3, 0.5, 1, 2, 4, 8, 16];
const WIRES_MM = { air: [0.1, 0.2, 0.3, 0.5, 0.7, 1, 2, 4], steel: [1, 1.4, 2, 2.8, 4, 5.6, 8, 11] };
const PLATE_MM = 100;
const LEANS_BY = 1 / 8;
/** Area densities of the material steps: some 50 and 90 mm of steel. */
const STUFFS_G_CM2 = [40, 70];
const STUFFS = [
  ['polyethylene', 'organic'],
  ['aluminium', 'mineral'],
  ['steel', 'steel'],
  ['lead', 'heavy'],
] as const;

/** The object that comes with the system: a frame of 4.3 x 2.1 m, blocks above, plates and wires below. A site describes its own. */
export const GENERIC_TEST_OBJECT: TestObject = {
  v: 1,
  name: 'generic',
  version: '1.0.0',
  fiducials: {
    sizeMm: 100,
    steelMm: 60,
    corner: { x: 0, y: 0 },
    along: { x: 4200, y: 0 },
    down: { x: 0, y: 2000 },
  },
  air: { x: 850, y: 1400, w: 850, h: 400 },
  penetration: STEPS_MM.map((steelMm, i) => {
    const [left, right] = [10, 115].map((from) => stepAt(i).x + from) as [number, number];
    const square = (x: number, y: number): AreaMm => ({ x, y, w: 95, h: 200 });
    const [lead, bare] = [
      [square(left, 190), square(right, 410)],
      [square(right, 190), square(left, 410)],
    ] as const;
    return { steelMm, leadMm: steelMm / 5, bare: [...bare], lead: [...lead] };
  }),
  wires: [
    ...WIRES_MM.air.map((mm, i) => wire(mm, 0, i, 1450)),
    ...WIRES_MM.steel.map((mm, i) => wire(mm, PLATE_MM, i, 850)),
  ],
  contrast: SHEETS_MM.map((sheetMm, i) => {
    const x = 190 + 220 * i;
    return {
      plateMm: PLATE_MM,
      sheetMm,
      bare: { x, y: 830, w: 170, h: 170 },
      sheet: { x, y: 1040, w: 170, h: 170 },
    };
  }),
  edges: [
    { across: 'line', ...edge([-180, 160], [-180, -160]) },
    { across: 'channel', ...edge([-160, -180], [160, -180]) },
  ],
  materials: STUFFS.flatMap(([name, kind], column) =>
    STUFFS_G_CM2.map((gcm2, row) => ({
      name,
      class: kind,
      gcm2,
      area: { x: 2000 + 480 * column, y: 180 + 240 * row, w: 200, h: 200 },
      bare: { x: 2220 + 480 * column, y: 180 + 240 * row, w: 240, h: 200 },
    })),
  ),
  plates: [],
  limits: {},
};
GENERIC_TEST_OBJECT.plates.push(...platesOf(GENERIC_TEST_OBJECT));

function stepAt(i: number): AreaMm {
  return { x: 150 + 220 * i, y: 150, w: 220, h: 500 };
}

function wire(diameterMm: number, behindSteelMm: number, i: number, y: number): TestObject['wires'][number] {
  const x = 2050 + 210 * i;
  return { diameterMm, behindSteelMm, from: { x, y }, to: { x: x + 350, y: y + 350 } };
}

/** Of a plate of 360 mm that leans about its middle. */
function edge(from: readonly [number, number], to: readonly [number, number]): { from: PointMm; to: PointMm } {
  return { from: leaning(from), to: leaning(to) };
}

function leaning([x, y]: readonly [number, number]): PointMm {
  return { x: 450 + x - LEANS_BY * y, y: 1600 + y + LEANS_BY * x };
}

function platesOf({ contrast, materials, penetration, fiducials }: TestObject): TestObject['plates'] {
  const plate = (material: string, gcm2: number, area: AreaMm) => ({ material, gcm2, corners: cornersOf(area) });
  const half = fiducials.sizeMm / 2;
  return [
    ...[fiducials.corner, fiducials.along, fiducials.down].map(({ x, y }) =>
      plate('steel', fiducials.steelMm * STEEL, { x: x - half, y: y - half, w: 2 * half, h: 2 * half }),
    ),
    ...penetration.map(({ steelMm }, i) => plate('steel', steelMm * STEEL, stepAt(i))),
    ...penetration.flatMap(({ leadMm, lead }) => lead.map((area) => plate('lead', leadMm * LEAD, area))),
    plate('steel', PLATE_MM * STEEL, { x: 150, y: 800, w: 1600, h: 450 }),
    ...contrast.map(({ sheetMm, sheet }) => plate('steel', sheetMm * STEEL, sheet)),
    plate('steel', PLATE_MM * STEEL, { x: 1950, y: 800, w: 2150, h: 450 }),
    plate('steel', WALLS_G_CM2, { x: 1950, y: 150, w: 2000, h: 500 }),
    ...materials.map(({ name, gcm2, area }) => plate(name, gcm2, area)),
    {
      material: 'steel',
      gcm2: 20 * STEEL,
      corners: (
        [
          [-180, -180],
          [180, -180],
          [180, 180],
          [-180, 180],
        ] as const
      ).map(leaning),
    },
    // What it stands on.
    plate('steel', 10 * STEEL, { x: -50, y: 2120, w: 4300, h: 60 }),
  ];
}

function cornersOf({ x, y, w, h }: AreaMm): PointMm[] {
  return [
    { x, y },
    { x: x + w, y },
    { x: x + w, y: y + h },
    { x, y: y + h },
  ];
}
