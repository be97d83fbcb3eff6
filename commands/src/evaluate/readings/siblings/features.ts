import { type BoxPx, type ContainerFeatures, type MaterialTable, partsOf, TRANSMISSION_ONE } from '@h986/domain';
import type { LoadContext } from '../../../../../pipeline/src/load/analysis.ts';
import type { LoadPicture } from '../../../../../pipeline/src/load/load-picture.ts';
import { cargoMass, sheetOf } from '../../../../../pipeline/src/load/mass/cargo-mass.ts';
import { residualsOf } from '../../../../../pipeline/src/load/mass/residual.ts';
import { outlineIn } from '../../../../../pipeline/src/load/outline/outline.ts';
import type { KeptSibling } from '../../siblings/kept-lots.ts';
import { CELL_MM, lotProfile } from '../../siblings/lot-scan.ts';

/** What of a rendered container is compared: its outline, what it weighs by the pipeline, what its papers say of packages, and what the encoder says; units are not counted here. */
export function siblingFeatures(kept: KeptSibling, packages: number | null, table: MaterialTable): ContainerFeatures {
  const { box, embedding, parts, classes } = kept;
  const boxPx = { ...box, y: box.y + kept.above };
  const picture = pictureOf(kept);
  const around = { left: boxPx.x, top: boxPx.y, right: boxPx.x + boxPx.w, bottom: boxPx.y + boxPx.h };
  return {
    lengthMm: box.w * CELL_MM,
    heightMm: box.h * CELL_MM,
    embedding,
    parts: partsOf(parts, classes),
    massKg: massOf(picture, boxPx, table),
    packages,
    outline: outlineIn(picture, around),
    periodMm: { length: null, height: null },
  };
}

/** The container where it stood in the lane's picture: heights tell where its rays went. */
function pictureOf({ columns, rows, above, high, low }: KeptSibling): LoadPicture {
  const { channels } = lotProfile.geometry;
  const plane = (fill: number, of: (i: number) => number): Float32Array => {
    const out = new Float32Array(columns * channels).fill(fill);
    for (let i = 0; i < columns * rows; i++) out[above * columns + i] = of(i);
    return out;
  };
  const alpha = (samples: Uint16Array): Float32Array =>
    plane(Number.NaN, (i) => -Math.log(Math.max(1, samples[i] as number) / TRANSMISSION_ONE));
  const none = plane(0, () => 0);
  const grid = { linesPerColumn: 1, channelsPerRow: 1, rows: channels, columnsPerStrip: columns };
  return {
    grid: grid as LoadPicture['grid'],
    ...{ columns, rows: channels, columnMm: CELL_MM, rowMm: CELL_MM },
    ...{ high: alpha(high), low: alpha(low), spread: none, opaque: none },
  };
}

function massOf(picture: LoadPicture, boxPx: BoxPx, table: MaterialTable) {
  const context = { picture, geometry: lotProfile.geometry, containers: [{ boxPx }] } as unknown as LoadContext;
  const [residual] = residualsOf(context, table);
  return residual ? cargoMass(residual, picture, sheetOf(residual)).cargoKg.value : null;
}
