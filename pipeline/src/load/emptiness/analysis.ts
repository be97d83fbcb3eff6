import type { BoxPx, EmptinessReading } from '@h986/domain';
import type { Analysis } from '../analysis.ts';
import type { LoadPicture } from '../load-picture.ts';
import { untoldBecause } from '../mass/analysis.ts';
import { cargoMass, type Sheet, sheetOf } from '../mass/cargo-mass.ts';
import { type Residual, residualsOf } from '../mass/residual.ts';
import { type Blob, strongest, topStrength } from './blobs.ts';
import { NOISE } from './noise.ts';
import { polished, unevenness } from './polish.ts';

/** Whether a container is empty, and where it is not. */
export const emptinessAnalysis: Analysis = {
  name: 'emptiness',
  version: '1.0.0',
  read(context, draft) {
    const why = untoldBecause(context);
    if (why) return why;
    const residuals = context.table ? residualsOf(context, context.table) : [];
    residuals.forEach((residual, i) => {
      const reading = draft.containers[i];
      if (residual && reading) reading.emptiness = emptiness(residual, context.picture, sheetOf(residual));
    });
    return residuals.every((one) => one === null) ? 'container-unknown' : undefined;
  },
};

/** No more of a row or column is the container's own, g/cm2. */
const OWN_MOST = 1.2;
/** No cell is known better, g/cm2. */
const LEAST_SIGMA = 0.12;
const PLACES = 20;
/** A place is kept from this share of the alarm's strength on. */
const KEPT_FROM = 1;

export function emptiness(residual: Residual, picture: LoadPicture, sheet: Sheet): EmptinessReading {
  const { map, more, fitted, hold } = residual;
  const { columns, rows } = map;
  const values = more.map((value, i) => (hold[i] ? value - sheet.gcm2 : Number.NaN));
  const evened = polished({ columns, rows, values }, OWN_MOST);
  const sigma = unevenness({ columns, rows, values: evened }, LEAST_SIGMA);
  const signal = evened.map((value) => (Number.isNaN(value) ? 0 : value));
  const noise = NOISE[fitted.template.model.closed ? 'closed' : 'open'];
  const blobs = strongest({ columns, rows, signal, sigma }, KEPT_FROM * noise.blob, PLACES);
  const top = topStrength({ columns, rows, signal, sigma });
  const { value: kg } = cargoMass(residual, picture, sheet).cargoKg;
  const strength = Math.max(top / noise.blob, kg / noise.massKg);
  const told = fitted.misfit < noise.misfit || kg > 2 * noise.massKg;
  return {
    state: !told ? 'cannot-tell' : strength > 1 ? 'loaded' : 'empty',
    residualKg: Math.max(0, kg),
    strength,
    places: blobs.map((blob) => ({ boxPx: boxOf(blob, residual, picture), massKg: massOf(blob, signal, residual) })),
  };
}

function boxOf({ column, row, columns, rows }: Blob, { map: { region } }: Residual, { grid }: LoadPicture): BoxPx {
  const x = Math.round((region.columns.from + column) * grid.linesPerColumn);
  const y = Math.round((region.rows.from + row) * grid.channelsPerRow);
  return {
    x,
    y,
    w: Math.max(1, Math.round(columns * grid.linesPerColumn)),
    h: Math.max(1, Math.round(rows * grid.channelsPerRow)),
  };
}

function massOf({ column, row, columns, rows }: Blob, signal: Float32Array, { map, kgPerGCm2 }: Residual): number {
  let kg = 0;
  for (let r = row; r < row + rows; r++)
    for (let c = column; c < column + columns; c++)
      kg += (signal[r * map.columns + c] as number) * (kgPerGCm2[r] as number);
  return Math.max(0, kg);
}
