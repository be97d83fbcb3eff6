import { embeddingOf, type OutlineCells, outlineCells } from '../load/outline.ts';
import type { ContainerReading } from '../load/reading.ts';
import type { LocatedContainer } from '../result.ts';

/** What of a container is compared with others. What was not read is null. */
export interface ContainerFeatures {
  /** Outer size by the locator, mm. */
  lengthMm: number;
  heightMm: number;
  /** Of unit length. */
  embedding: Float32Array | null;
  /** Probabilities of what each part of its length looks like: one array a part, from the left. */
  parts: Float32Array[] | null;
  /** Of the cargo; by the outline, with the walls in it, where no mass was read. */
  massKg: number | null;
  /** That were declared, see `declaredPackages`; null where nobody said, or where it is not known which container this is. */
  packages: number | null;
  outline: OutlineCells | null;
  /** Period of what repeats along the length and up, mm. */
  periodMm: { length: number | null; height: number | null };
}

/**
 * @throws {DomainError} `outline`, `embedding` where a result does not hold what it says
 */
export function featuresOf(
  { boxMm, load }: Pick<LocatedContainer, 'boxMm' | 'load'>,
  { outline, mass, units }: Pick<ContainerReading, 'outline' | 'mass' | 'units'> = {},
): ContainerFeatures {
  const cells = outline ? outlineCells(outline) : null;
  return {
    lengthMm: boxMm.w,
    heightMm: boxMm.h,
    embedding: load ? embeddingOf(load.embedding) : null,
    parts: load && load.parts.length > 0 ? partsOf(load.parts, load.classes.length) : null,
    massKg: mass?.cargoKg.value ?? (cells && massByOutline(cells, boxMm)),
    packages: null,
    outline: cells,
    periodMm: units?.periodMm ?? { length: null, height: null },
  };
}

const G_CM2_TO_KG_MM2 = 1e-5;

/** The outline's cells over the container's side; null where it has none. */
function massByOutline({ cells }: OutlineCells, { w, h }: { w: number; h: number }): number | null {
  const there = cells.filter((cell) => !Number.isNaN(cell));
  if (there.length === 0) return null;
  return (there.reduce((sum, cell) => sum + cell, 0) / there.length) * w * h * G_CM2_TO_KG_MM2;
}

/** Logits, part by part, as probabilities. */
export function partsOf(logits: ArrayLike<number>, classes: number): Float32Array[] {
  return Array.from({ length: Math.floor(logits.length / classes) }, (_, part) => {
    const own = Float32Array.from({ length: classes }, (_, i) => logits[part * classes + i] as number);
    const most = Math.max(...own);
    const weights = own.map((logit) => Math.exp(logit - most));
    const sum = weights.reduce((all, weight) => all + weight, 0);
    return weights.map((weight) => weight / sum);
  });
}
