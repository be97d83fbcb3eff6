/**
 * Where source and detector stand: a fan in the plane across the lane, parallel along it. What lies in the lane's middle is shown at the
 * pitches of `Geometry`; what is nearer to the source looks higher, by `sourceDistanceMm` over its distance from the source.
 */
export interface Fan {
  /** Of the source above the road. */
  sourceHeightMm: number;
  /** From the source to the lane's middle; depths z count from there, away from the source. */
  sourceDistanceMm: number;
  /** Height of the lane's middle that the picture's lower edge shows. */
  bottomMm: number;
}

export type Pair = readonly [from: number, to: number];

/** At which height of the lane's middle something at height `y` and depth `z` is seen, mm. */
export function seenAt({ sourceHeightMm, sourceDistanceMm }: Fan, y: number, z: number): number {
  return sourceHeightMm + ((y - sourceHeightMm) * sourceDistanceMm) / (sourceDistanceMm + z);
}

/** Heights of the lane's middle between which a part is seen. */
export function spanSeen(fan: Fan, [low, high]: Pair, [near, far]: Pair): Pair {
  return [
    Math.min(seenAt(fan, low, near), seenAt(fan, low, far)),
    Math.max(seenAt(fan, high, near), seenAt(fan, high, far)),
  ];
}

/** How much longer a ray's way is than straight across the lane, for the ray that crosses its middle at this height. */
export function obliquity({ sourceHeightMm, sourceDistanceMm }: Fan, heightMm: number): number {
  return Math.hypot(1, (heightMm - sourceHeightMm) / sourceDistanceMm);
}

/** Rows of a picture of the lane's middle: row i lies from `bottomMm + i * stepMm` on. */
export interface Ladder {
  bottomMm: number;
  stepMm: number;
  rows: number;
}

/**
 * Mean length of the rays of each row inside a rectangle across the lane, mm, exactly. Row 0 is the lowest.
 */
export function rectangleChords(fan: Fan, [y0, y1]: Pair, [z0, z1]: Pair, ladder: Ladder): Float64Array {
  const { sourceHeightMm, sourceDistanceMm } = fan;
  const [near, far] = [z0 + sourceDistanceMm, z1 + sourceDistanceMm];
  const [low, high] = [y0 - sourceHeightMm, y1 - sourceHeightMm];
  const chords = new Float64Array(ladder.rows);
  const [from, to] = spanSeen(fan, [y0, y1], [z0, z1]).map((mm) => (mm - ladder.bottomMm) / ladder.stepMm) as [
    number,
    number,
  ];
  const step = ladder.stepMm / sourceDistanceMm;
  const slopeAt = (row: number): number => (ladder.bottomMm + row * ladder.stepMm - sourceHeightMm) / sourceDistanceMm;
  const below = (slope: number): number => depthBelow(slope, high, near, far) - depthBelow(slope, low, near, far);
  const first = Math.max(0, Math.floor(from));
  let under = below(slopeAt(first));
  for (let row = first; row < Math.min(ladder.rows, Math.ceil(to)); row++) {
    const over = below(slopeAt(row + 1));
    chords[row] = ((over - under) / step) * Math.hypot(1, slopeAt(row + 0.5));
    under = over;
  }
  return chords;
}

/** The integral of min(slope, y / u) over the depths u from near to far. */
function depthBelow(slope: number, y: number, near: number, far: number): number {
  const nearIsBelow = slope * near <= y;
  const farIsBelow = slope * far <= y;
  if (nearIsBelow && farIsBelow) return slope * (far - near);
  if (!nearIsBelow && !farIsBelow) return y * Math.log(far / near);
  const crossing = y / slope;
  return nearIsBelow
    ? slope * (crossing - near) + y * Math.log(far / crossing)
    : y * Math.log(crossing / near) + slope * (far - crossing);
}

/** The same inside a circle around height `y` in the lane's middle, at the middle of each row. */
export function circleChords(fan: Fan, y: number, radiusMm: number, ladder: Ladder): Float64Array {
  const { sourceHeightMm, sourceDistanceMm } = fan;
  return Float64Array.from({ length: ladder.rows }, (_, row) => {
    const slope = (ladder.bottomMm + (row + 0.5) * ladder.stepMm - sourceHeightMm) / sourceDistanceMm;
    const beside = (sourceHeightMm + slope * sourceDistanceMm - y) / Math.hypot(1, slope);
    return 2 * Math.sqrt(Math.max(0, radiusMm ** 2 - beside ** 2));
  });
}
