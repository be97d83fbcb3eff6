import { type ContainerFeatures, partsOf, TRANSMISSION_ONE } from '@h986/domain';
import { inSmall } from '../../../../../pipeline/src/load/outline/outline.ts';
import type { KeptSibling } from '../../siblings/kept-lots.ts';
import { CELL_MM } from '../../siblings/lot-scan.ts';

const G_CM2_TO_KG_MM2 = 1e-5;
const SIZE = { columns: 48, rows: 12 };

/** What of a rendered container is compared: outline, its mass and what the encoder says; units are not counted here. */
export function siblingFeatures({
  columns,
  rows,
  high,
  box,
  embedding,
  parts,
  classes,
}: KeptSibling): ContainerFeatures {
  const attenuation = Float32Array.from(high, (value) => -Math.log(Math.max(1, value) / TRANSMISSION_ONE));
  const picture = { high: attenuation, columns, rows } as Parameters<typeof inSmall>[0];
  const { x, y, w, h } = box;
  const cells = inSmall(
    picture,
    { left: x, top: y, right: x + w, bottom: y + h } as Parameters<typeof inSmall>[1],
    SIZE,
  );
  const [lengthMm, heightMm] = [w * CELL_MM, h * CELL_MM];
  const there = cells.filter((cell) => !Number.isNaN(cell));
  const mean = there.reduce((sum, cell) => sum + cell, 0) / there.length;
  return {
    lengthMm,
    heightMm,
    embedding,
    parts: partsOf(parts, classes),
    massKg: mean * lengthMm * heightMm * G_CM2_TO_KG_MM2,
    outline: { ...SIZE, cells },
    periodMm: { length: null, height: null },
  };
}
