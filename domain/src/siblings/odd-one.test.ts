import { describe, expect, test } from 'vitest';
import { type OutlineCells, outlineCells, outlineOf } from '../load/outline.ts';
import { mirrored } from './align.ts';
import type { ContainerFeatures } from './features.ts';
import { SIBLING_LIMITS, type SiblingLimits } from './limits.ts';
import { judgeSiblings as judge } from './odd-one.ts';
import { changeOf, hashDistance, isSamePicture, outlineHash } from './same-picture.ts';
import { createSimilarIndex } from './similar-index.ts';

const [COLUMNS, ROWS] = [48, 12];

/** Numbers between -1 and 1, the same each time. */
const noise = (seed: number) => (i: number) => {
  const v = Math.sin(seed * 78.233 + i * 12.9898) * 43_758.5453;
  return 2 * (v - Math.floor(v)) - 1;
};

/** A load that is denser to the right, with what is said added. */
function outline(seed: number, add: (column: number, row: number) => number = () => 0): OutlineCells {
  const own = noise(seed);
  const cells = Float32Array.from({ length: COLUMNS * ROWS }, (_, i) => {
    const [column, row] = [i % COLUMNS, Math.floor(i / COLUMNS)];
    return 20 + column / 4 + 0.3 * own(i) + add(column, row);
  });
  return { columns: COLUMNS, rows: ROWS, cells };
}

function container(seed: number, more: Partial<ContainerFeatures> = {}): ContainerFeatures {
  const own = noise(seed + 500);
  return {
    lengthMm: 12_192,
    heightMm: 2_896,
    embedding: Float32Array.of(1, 0.02 * own(1), 0.02 * own(2), 0.02 * own(3)),
    parts: null,
    massKg: 20_000 * (1 + 0.01 * own(4)),
    packages: null,
    outline: outline(seed),
    periodMm: { length: 400, height: 300 },
    ...more,
  };
}

/** Ten deviations in every aspect: what is asked here is what is found, not where simulated cargo happens to end. */
const LIMITS: SiblingLimits = Object.fromEntries(
  Object.entries(SIBLING_LIMITS).map(([aspect, limit]) => [aspect, { ...limit, most: 10 }]),
) as SiblingLimits;
const judgeSiblings = (lot: readonly ContainerFeatures[]) => judge(lot, LIMITS);

const lot = (count: number): ContainerFeatures[] => Array.from({ length: count }, (_, i) => container(i + 1));
const worst = (found: ReturnType<typeof judgeSiblings>): number =>
  (found ?? []).reduce((most, { score }, i, all) => (score > (all[most]?.score ?? 0) ? i : most), 0);

describe('a lot of containers', () => {
  test('of which three were scanned says nothing', () => {
    expect(judgeSiblings(lot(3))).toBeNull();
  });

  test('of the same goods has no odd one', () => {
    for (const { score } of judgeSiblings(lot(12)) ?? []) expect(score).toBeLessThan(1);
  });

  test('has one with 15 % less mass, and that is what is said of it', () => {
    const all = lot(12);
    all[4] = container(5, { massKg: 17_000 });
    const judged = judgeSiblings(all);
    expect(worst(judged)).toBe(4);
    const [difference] = judged?.[4]?.differences ?? [];
    expect(difference).toMatchObject({ aspect: 'mass', sign: -1 });
    expect(difference?.logRatio).toBeCloseTo(Math.log(0.85), 1);
  });

  const packed = (counts: readonly number[], light = -1) =>
    counts.map((packages, i) => container(i + 1, { packages, massKg: 25 * packages * (i === light ? 0.9 : 1) }));

  test('may hold as many packages as it likes, if that was declared: one whose packages are lighter is odd', () => {
    const counts = [800, 640, 720, 560, 790, 700, 610, 750, 680, 730, 590, 660];
    for (const one of judgeSiblings(packed(counts)) ?? []) expect(one.z.package).toBeLessThan(1);
    const judged = judgeSiblings(packed(counts, 6));
    expect(worst(judged)).toBe(6);
    expect(judged?.[6]?.z.package).toBeGreaterThan(5);
    expect(judged?.[6]?.z.mass).toBeLessThan(2);
  });

  test('has one that is declared to hold a row more: it is not held against the others place by place, its packages are', () => {
    const counts = [714, 720, 710, 765, 720, 714, 707, 709, 720, 717, 712, 720];
    const row = (light: number) =>
      packed(counts, light).map((one, i) =>
        i === 3 ? { ...one, outline: outline(4, (column) => (column > 44 ? 20 : 0)) } : one,
      );
    const [, , , more] = judgeSiblings(row(-1)) ?? [];
    expect(more).toMatchObject({ z: { place: Number.NaN, mass: Number.NaN } });
    expect(more?.score).toBeLessThan(0.5);
    expect(judgeSiblings(row(3))?.[3]?.z.package).toBeGreaterThan(5);
    const unsaid = judgeSiblings(row(-1).map((one) => ({ ...one, packages: null })));
    expect(unsaid?.[3]?.score).toBeGreaterThan(1);
  });

  test('has no odd one by papers alone, whatever a declared package weighs', () => {
    const all = lot(12).map((one, i) => ({ ...one, packages: i === 6 ? 1_200 : 800 }));
    const [odd] = (judgeSiblings(all) ?? []).splice(6, 1);
    expect(odd?.z.package).toBeGreaterThan(20);
    expect(odd?.score).toBeLessThan(1);
  });

  test('has one with an object in it, and says where along its length, also where it was scanned from the other side', () => {
    const all = lot(12);
    const block = outline(3, (column, row) => (column >= 36 && column < 39 && row > 7 ? 45 : 0));
    all[2] = container(3, { outline: mirrored(block) });
    const judged = judgeSiblings(all);
    expect(worst(judged)).toBe(2);
    const place = judged?.[2]?.differences.find(({ aspect }) => aspect === 'place');
    expect(place?.sign).toBe(1);
    // Columns 36 to 38 of 48, counted from the other side, lie in a twelfth of the length.
    expect(place?.along?.from).toBeLessThanOrEqual(9 / 48);
    expect(place?.along?.to).toBeGreaterThanOrEqual(12 / 48);
    expect((place?.along?.to as number) - (place?.along?.from as number)).toBeCloseTo(1 / 12, 6);
  });

  test('has one with hollow units', () => {
    const all = lot(12);
    all[7] = container(8, { outline: outline(8, (column) => (column >= 20 && column < 25 ? -12 : 0)) });
    const judged = judgeSiblings(all);
    expect(worst(judged)).toBe(7);
    expect(judged?.[7]?.differences.find(({ aspect }) => aspect === 'place')?.sign).toBe(-1);
  });

  test('of which one is filled less far has nothing odd along its length; where units lie on nothing, it has', () => {
    const empty = (missing: (column: number, row: number) => boolean) =>
      lot(12).map((one, i) => {
        const full = outline(i + 1);
        if (i !== 5) return { ...one, outline: full };
        const cells = full.cells.map((cell, at) => (missing(at % COLUMNS, Math.floor(at / COLUMNS)) ? 5 : cell));
        return { ...one, outline: { ...full, cells } };
      });
    const last = judgeSiblings(empty((column) => column >= 40))?.[5];
    expect(last?.z.place).toBeLessThan(5);
    expect(last?.z.stretch).toBeLessThan(5);
    const under = judgeSiblings(empty((column, row) => column >= 40 && row >= 6))?.[5];
    expect(under?.z.place).toBeGreaterThan(10);
    // Half the rows are gone: as much as 5 g/cm2 of walls leave of it.
    expect(under?.differences[0]).toMatchObject({ aspect: 'place', sign: -1 });
    expect(under?.differences[0]?.logRatio).toBeCloseTo(Math.log(0.5), 1);
  });

  test('has one with steel among goods that are as thick, which the low energy tells; without it nothing is said of that', () => {
    const own = noise(900);
    const twoEnergies = lot(12).map((one, i) => {
      const { cells, ...size } = one.outline as OutlineCells;
      const steel = (at: number) => i === 8 && at % COLUMNS >= 10 && at % COLUMNS < 13 && at >= 6 * COLUMNS;
      const low = cells.map((cell, at) => 1.1 * cell + 0.05 * own(i * 576 + at) - (steel(at) ? 6 : 0));
      return { ...one, outline: { ...size, cells, low } };
    });
    const judged = judgeSiblings(twoEnergies);
    expect(worst(judged)).toBe(8);
    expect(judged?.[8]?.differences[0]).toMatchObject({ aspect: 'matter', sign: 1 });
    expect(judged?.[8]?.differences[0]?.along?.from).toBeGreaterThanOrEqual(9 / COLUMNS);
    const earlier = twoEnergies.map((one, i) => (i === 0 ? container(1) : one));
    expect(judgeSiblings(earlier)?.[8]).toMatchObject({ z: { matter: Number.NaN }, differences: [] });
  });

  test('has one with other goods', () => {
    const all = lot(12);
    all[0] = container(1, { embedding: Float32Array.of(0.2, 0.9, 0.3, 0) });
    const judged = judgeSiblings(all);
    expect(worst(judged)).toBe(0);
    expect(judged?.[0]?.differences[0]?.aspect).toBe('looks');
  });

  test('that was packed in two ways has no odd one, and one that is like neither is odd', () => {
    const two = lot(12).map((one, i) => ({ ...one, massKg: (i < 4 ? 15_000 : 20_000) * (1 + 0.004 * (i % 4)) }));
    for (const { score } of judgeSiblings(two) ?? []) expect(score).toBeLessThan(1);
    two[0] = { ...(two[0] as ContainerFeatures), massKg: 12_000 };
    expect(worst(judgeSiblings(two))).toBe(0);
  });

  test('with one of another size says of it only what it looks like', () => {
    const all = [...lot(11), container(12, { lengthMm: 6_058, massKg: 9_000 })];
    expect(judgeSiblings(all)?.[11]).toMatchObject({ z: { mass: Number.NaN, place: Number.NaN }, differences: [] });
  });

  test('of two sizes is compared by size', () => {
    const short = Array.from({ length: 5 }, (_, i) =>
      container(i + 30, { lengthMm: 6_058, massKg: 10_000 * (1 + 0.005 * i) }),
    );
    for (const { score } of judgeSiblings([...lot(6), ...short]) ?? []) expect(score).toBeLessThan(1);
  });
});

test('an outline is kept with both energies, and one of earlier versions with the high one alone', () => {
  const cells = Float32Array.of(1.5, Number.NaN);
  const low = Float32Array.of(1.25, 40);
  expect(outlineCells(outlineOf({ columns: 2, rows: 1, cells, low }))).toEqual({ columns: 2, rows: 1, cells, low });
  expect(outlineCells(outlineOf({ columns: 2, rows: 1, cells }))).not.toHaveProperty('low');
});

describe('a picture that comes again', () => {
  const first = container(1);
  test('with other noise is the same picture; a sibling is not', () => {
    const own = noise(77);
    const cells = (first.outline as OutlineCells).cells.map((cell, i) => cell + 0.05 * own(i));
    const again = { ...first, outline: { columns: COLUMNS, rows: ROWS, cells } };
    expect(isSamePicture(first, again)).toBe(true);
    expect(isSamePicture(first, container(2, { outline: outline(2, (column) => (column % 8) / 2) }))).toBe(false);
  });

  test('has a hash of 32 digits that differs from itself in nothing', () => {
    const hash = outlineHash(outline(1));
    expect(hash).toMatch(/^[0-9a-f]{32}$/);
    expect(hashDistance(hash, hash)).toBe(0);
    expect(hashDistance('00', 'f1')).toBe(5);
  });

  test('of the same container from the other side has not changed', () => {
    const turned = { ...first, outline: mirrored(first.outline as OutlineCells) };
    expect(changeOf(first, turned)).toMatchObject({ turned: true, changed: false });
    expect(changeOf(first, { ...first, massKg: 15_000 })).toMatchObject({ changed: true });
  });
});

test('the most similar on file come nearest first, and the newest of a key counts', () => {
  const index = createSimilarIndex(2);
  index.put('a', Float32Array.of(1, 0));
  index.put('b', Float32Array.of(0, 1));
  index.put('c', Float32Array.of(0.8, 0.6));
  index.put('b', Float32Array.of(0.6, 0.8));
  expect(index.size).toBe(3);
  const found = index.nearest(Float32Array.of(1, 0), 2, (key) => key === 'a');
  expect(found.map(({ key }) => key)).toEqual(['c', 'b']);
  expect(found[0]?.cosine).toBeCloseTo(0.8, 6);
});
