import { z } from 'zod';
import { MaterialClass } from '../material/classes.ts';
import { CHECK_FIGURES } from './limits.ts';

const Point = z.object({ x: z.number(), y: z.number() });
export type PointMm = z.infer<typeof Point>;

/** A rectangle in mm from the first fiducial's middle, x along its length, y downwards. */
const Area = z.object({ x: z.number(), y: z.number(), w: z.number().positive(), h: z.number().positive() });
export type AreaMm = z.infer<typeof Area>;

const Thickness = z.number().positive().max(2_000);
const Names = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'test-object-name');

/**
 * A site's test object as data: what stands where on its frame, in mm at the plane where the scanner's pitches hold. Areas are those of the
 * parts themselves; whoever measures keeps off their edges.
 *
 * The parts answer to those of IEC 62523, 7.1 to 7.5, and ANSI N42.46; the standards' own objects are not public, so figures compare with the
 * same object's, not with a certificate.
 */
export const TestObject = z.object({
  v: z.literal(1),
  name: Names,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'test-object-version'),
  /** Square steel blocks in bright surroundings, by which the object is found: a corner, the end of its length, the end of its height. */
  fiducials: z.object({
    sizeMm: z.number().min(40).max(400),
    steelMm: z.number().min(40).max(400),
    corner: Point,
    along: Point,
    down: Point,
  }),
  /** Nothing but air. */
  air: Area,
  /**
   * Steel blocks, and on each lead plates that are to be told from bare steel. As on a chessboard, so that radiation scattered in from one
   * side brightens both alike.
   */
  penetration: z
    .array(
      z.object({
        steelMm: Thickness,
        leadMm: Thickness,
        bare: z.array(Area).min(1),
        lead: z.array(Area).min(1),
      }),
    )
    .min(2),
  /** Copper wires askew to travel, in air (0) or behind a steel plate. */
  wires: z.array(
    z.object({
      diameterMm: z.number().positive().max(50),
      behindSteelMm: z.number().nonnegative(),
      from: Point,
      to: Point,
    }),
  ),
  /** Thin steel sheets on a steel plate, each with bare plate beside it. */
  contrast: z.array(z.object({ plateMm: Thickness, sheetMm: Thickness, bare: Area, sheet: Area })),
  /** Straight edges of a plate, leaning by a little, with air before them: `line` across travel, `channel` along it. */
  edges: z.array(z.object({ across: z.enum(['line', 'channel']), from: Point, to: Point })),
  /** Steps of known stuffs on a thin steel sheet that stands for a container's walls; `bare` is the sheet alone. */
  materials: z.array(
    z.object({
      name: z.string().min(1).max(60),
      class: MaterialClass.exclude(['cannot-tell']),
      gcm2: z.number().positive(),
      area: Area,
      bare: Area,
    }),
  ),
  /** Steel and other plates that only draw it (see fixtures): what lies under the parts above. */
  plates: z.array(
    z.object({ material: z.string(), gcm2: z.number().positive(), corners: z.array(Point).min(3).max(12) }),
  ),
  /** A site's own limits, by figure, in place of those that hold for every scanner. */
  limits: z
    .partialRecord(
      z.enum(CHECK_FIGURES),
      z.object({ good: z.number().nonnegative(), usable: z.number().nonnegative() }),
    )
    .default({}),
});
export type TestObject = z.infer<typeof TestObject>;

/** What a frame takes up around the first fiducial, mm: the smallest rectangle that holds every part. */
export function extentOf({ fiducials, plates, wires, air }: TestObject): AreaMm {
  const half = fiducials.sizeMm / 2;
  const blocks = [fiducials.corner, fiducials.along, fiducials.down];
  const points = [
    ...blocks.flatMap(({ x, y }) => [
      { x: x - half, y: y - half },
      { x: x + half, y: y + half },
    ]),
    ...plates.flatMap(({ corners }) => corners),
    ...wires.flatMap(({ from, to }) => [from, to]),
    { x: air.x, y: air.y },
    { x: air.x + air.w, y: air.y + air.h },
  ];
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y };
}
