import type { Body, Hold, Random, Shape, ThreatContext, ThreatFamily, ThreatPlaced } from '@h986/fixtures';

/** What may be odd about a load without being wrong: an alarm at one of these is a false one. */
export const ODDITIES: readonly ThreatFamily[] = [
  oddity('dunnage-timber', (context) => inFreeRoom(context, [900, 2200], 'wood-plywood', 0.6)),
  oddity('lashing-bars', (context) => inFreeRoom(context, [900, 2300], 'steel', 7.86)),
  oddity('repair-patches', ({ container: { box }, builder }) => {
    const { random } = builder;
    const bodies = times(random.integer(1, 4), () => {
      const [long, high, thick] = [random.between(150, 800), random.between(150, 800), random.between(2, 4)];
      const x = within(box.x.from + 200, box.x.to - 200, long, random);
      const y = within(box.y.from + 200, box.y.to - 200, high, random);
      const z = random.chance(0.5)
        ? { from: box.z.from, to: box.z.from + thick }
        : { from: box.z.to - thick, to: box.z.to };
      return builder.body({
        shape: { kind: 'box', x, y, z },
        material: 'steel',
        density: 7.86,
        pixelClass: 'container',
      });
    });
    return placed(bodies, `${bodies.length} steel patches on the side walls`);
  }),
  oddity('missing-last-row', ({ load }) => {
    if (load.units.length < 12) return null;
    const rows = load.units.map(({ shape }) => alongX(shape));
    const end = Math.max(...rows.map(({ to }) => to));
    const last = rows.find(({ to }) => to === end) as Hold['x'];
    const from = last.from - 40;
    const removed = load.bodies.filter(({ shape }) => alongX(shape).from >= from).map(({ id }) => id);
    const share = removed.length / load.bodies.length;
    // One row that is most of the load is no row.
    if (share === 0 || share > 0.4) return null;
    return { ...placed([], 'the last row before the doors is missing'), removed };
  }),
  oddity('desiccant-poles', ({ container: { hold }, builder }) => {
    const { random } = builder;
    const bodies = times(random.integer(2, 6), () => {
      const [high, side] = [random.between(600, 1000), random.chance(0.5)];
      const top = hold.y.to - random.between(50, 200);
      const z = side ? { from: hold.z.from, to: hold.z.from + 40 } : { from: hold.z.to - 40, to: hold.z.to };
      const shape: Shape = {
        kind: 'box',
        x: within(hold.x.from, hold.x.to, 90, random),
        y: { from: Math.max(hold.y.from, top - high), to: top },
        z,
      };
      return builder.body({ shape, material: 'salt', density: 0.8, pixelClass: 'packing' });
    });
    return placed(bodies, `${bodies.length} poles of desiccant along the walls`);
  }),
];

function oddity(name: string, place: (context: ThreatContext) => ThreatPlaced | null): ThreatFamily {
  return { name, kind: 'anomaly', place };
}

/** A few bars or timbers, lying in a free room of the load. */
function inFreeRoom(
  { load, container: { hold }, builder }: ThreatContext,
  [short, long]: readonly [number, number],
  material: string,
  density: number,
): ThreatPlaced | null {
  const { random } = builder;
  const free = load.bodies.length === 0 ? [hold] : load.voids;
  const rooms = free.filter(({ x, y, z }) => {
    return x.to - x.from >= short && y.to - y.from >= 200 && z.to - z.from >= 200;
  });
  if (rooms.length === 0) return null;
  const thick = material === 'steel' ? 32 : random.between(70, 120);
  const bodies = times(random.integer(1, 5), () => {
    const room = random.pick(rooms);
    const length = random.between(short, Math.min(long, room.x.to - room.x.from));
    const y = { from: room.y.from, to: room.y.from + thick };
    const z = within(room.z.from, room.z.to, thick, random);
    const shape: Shape = { kind: 'box', x: within(room.x.from, room.x.to, length, random), y, z };
    return builder.body({ shape, material, density, pixelClass: 'packing' });
  });
  return placed(bodies, `${bodies.length} pieces of ${material} beside the goods`);
}

function placed(bodies: Body[], place: string): ThreatPlaced {
  return { bodies, removed: [], changed: {}, place };
}

function within(from: number, to: number, length: number, random: Random): Hold['x'] {
  const start = random.between(from, Math.max(from, to - length));
  return { from: start, to: start + length };
}

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}

/** What a body takes up along travel, mm. */
function alongX(shape: Shape): Hold['x'] {
  switch (shape.kind) {
    case 'box':
    case 'heap':
      return shape.x;
    case 'cylinder': {
      const half = shape.axis === 'x' ? shape.length / 2 : shape.radius;
      return { from: shape.at[0] - half, to: shape.at[0] + half };
    }
    case 'ellipsoid':
      return { from: shape.at[0] - shape.radii[0], to: shape.at[0] + shape.radii[0] };
    case 'prism': {
      const xs = shape.outline.map(([x]) => x);
      return { from: Math.min(...xs), to: Math.max(...xs) };
    }
  }
}
