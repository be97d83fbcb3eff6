import {
  type Body,
  type Hold,
  lengthOf,
  type Random,
  type Shape,
  type Span,
  type ThreatContext,
  type ThreatFamily,
  touching,
} from '@h986/fixtures';

/** What a piece may be of, and the densities at which it may be there, g/cm3. */
const MATTER = [
  ['cellulose', 0.2, 1.3],
  ['polyethylene', 0.3, 0.95],
  ['water', 0.5, 1],
  ['sugar', 0.5, 1.4],
  ['tobacco', 0.2, 0.6],
  ['nylon', 0.5, 1.1],
  ['rubber', 0.4, 1.1],
  ['sand', 0.9, 1.8],
  ['ceramic', 0.9, 2.2],
  ['aluminium', 0.8, 2.7],
  ['steel', 1, 7.8],
  ['copper', 1.5, 8.9],
  ['lead', 2, 11.3],
] as const;
/** Mass of a piece, kg; as many small as large ones on the scale of logarithms. */
const MASS_KG = { from: 0.3, to: 12 };
/** Along the container between two pieces, mm: a line that sees one of them sees no other. */
const APART_MM = 60;
/** A piece to so much of the container's length, mm, at the most. */
const EVERY_MM = 450;
const PIECES_MOST = 40;
/** Of the pieces that meet dunnage so many stand among its boards, which give way, on the floor instead of on top of it. */
const SHARE_AMONG = 0.4;
/** Where a container itself is hollow; what belongs to the vehicle is left alone. */
const CAVITIES = ['wall', 'floor', 'ceiling', 'door', 'door-post', 'front-wall'];
const FOAM = ['pu-foam', 'glass-wool'];

/**
 * Small compact pieces of any matter in an empty container: on its floor, on dunnage, among its boards and behind it, along the walls and in them, under
 * the roof. They stand apart along the container, so that each is a run of lines of its own.
 */
export const smallPieces: ThreatFamily = {
  name: 'small-pieces',
  kind: 'concealment',
  place(context) {
    const { container, builder } = context;
    const { random } = builder;
    const length = lengthOf(container.hold.x);
    const wanted = Math.min(PIECES_MOST, random.integer(2, Math.max(3, Math.round(length / EVERY_MM))));
    const bodies: Body[] = [];
    const taken: Span[] = [];
    for (let i = 0; i < 3 * wanted && taken.length < wanted; i++) {
      const [material, from, to] = random.pick(MATTER);
      const density = random.between(from, to);
      const kg = MASS_KG.from * (MASS_KG.to / MASS_KG.from) ** random.next();
      const size = sizesOf((kg / density) * 1e6, random);
      const spot = random.chance(0.15) ? inCavity(context, size) : standing(context, size);
      if (!spot || taken.some((other) => meet(other, spot.box.x, APART_MM))) continue;
      taken.push(spot.box.x);
      const { carves } = spot;
      bodies.push(builder.body({ shape: shapeIn(spot.box, random), material, density, pixelClass: 'threat', carves }));
    }
    if (bodies.length === 0) return null;
    return { bodies, removed: [], changed: {}, place: `${bodies.length} small pieces` };
  },
};

type Size = Record<'x' | 'y' | 'z', number>;

interface Spot {
  box: Hold;
  carves: number[];
}

/** Sides of a piece of so many mm3, mm. */
function sizesOf(volume: number, random: Random): Size {
  const [along, across] = [random.between(0.6, 2.2), random.between(0.6, 2.2)];
  const side = Math.cbrt(volume / along / across);
  return { x: side * along, y: side, z: side * across };
}

/** On the floor, on the dunnage or among its boards, often where dunnage is and often at a wall. */
function standing({ container: { hold }, load, builder: { random } }: ThreatContext, size: Size): Spot | null {
  if ((['x', 'y', 'z'] as const).some((axis) => size[axis] > lengthOf(hold[axis]))) return null;
  const dunnage = load.bodies.flatMap(({ shape }) => (shape.kind === 'box' ? [shape] : []));
  const beside = dunnage.length > 0 && random.chance(0.4) ? random.pick(dunnage).x : hold.x;
  const x = somewhere(random.chance(0.08) ? random.pick(endsOf(hold.x)) : beside, size.x, hold.x, random);
  const z = somewhere(random.chance(0.25) ? random.pick(endsOf(hold.z)) : hold.z, size.z, hold.z, random);
  const below = dunnage.filter((one) => meet(one.x, x) && meet(one.z, z)).map(({ y }) => y.to);
  const from = random.chance(SHARE_AMONG) ? hold.y.from : Math.max(hold.y.from, ...below);
  const box = { x, y: { from, to: from + size.y }, z };
  const carves = touching(load.bodies, box).map(({ id }) => id);
  return box.y.to > hold.y.to ? null : { box, carves };
}

/** In a hollow part of the container, as large as there is room; foam gives way. */
function inCavity({ container, builder: { random } }: ThreatContext, size: Size): Spot | null {
  const rooms = CAVITIES.flatMap((name) => container.cavities[name] ?? []);
  if (rooms.length === 0) return null;
  const room = random.pick(rooms);
  const part = (axis: keyof Size): Span =>
    somewhere(room[axis], Math.min(size[axis], lengthOf(room[axis])), room[axis], random);
  const foam = container.bodies.filter(({ material, shape }) => FOAM.includes(material) && shape.kind === 'box');
  return { box: { x: part('x'), y: part('y'), z: part('z') }, carves: foam.map(({ id }) => id) };
}

function shapeIn(box: Hold, random: Random): Shape {
  const middle = (axis: keyof Size): number => (box[axis].from + box[axis].to) / 2;
  const at = [middle('x'), middle('y'), middle('z')] as const;
  const half = [lengthOf(box.x) / 2, lengthOf(box.y) / 2, lengthOf(box.z) / 2] as const;
  if (random.chance(0.15)) return { kind: 'ellipsoid', at, radii: half };
  if (random.chance(0.2)) {
    const axis = random.pick(['x', 'y', 'z'] as const);
    const across = half.filter((_, i) => 'xyz'[i] !== axis);
    return { kind: 'cylinder', axis, at, radius: Math.min(...across), length: lengthOf(box[axis]) };
  }
  return { kind: 'box', ...box };
}

/** A span of this length that begins somewhere within another but lies inside the hold. */
function somewhere(around: Span, length: number, hold: Span, random: Random): Span {
  const last = Math.max(around.from, around.to - length);
  const from = Math.max(hold.from, Math.min(hold.to - length, random.between(around.from, last)));
  return { from, to: from + length };
}

/** The first and the last two centimetres. */
function endsOf({ from, to }: Span): Span[] {
  return [
    { from, to: from + 20 },
    { from: to - 20, to },
  ];
}

function meet(a: Span, b: Span, apart = 0): boolean {
  return a.from < b.to + apart && b.from < a.to + apart;
}
