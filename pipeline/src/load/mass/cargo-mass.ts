import type { MassReading } from '@h986/domain';
import type { LoadPicture } from '../load-picture.ts';
import type { Residual } from './residual.ts';
import { SPREADS } from './spreads.ts';

/** A cell that lets so much of its pixels' light through is opaque no more. */
const OPAQUE_SHARE = 0.5;
/** From here on a cell belongs to the load, g/cm2. */
export const LOADED_G_CM2 = 1;
/** From so much on the attenuation is known less well with every g/cm2: scatter and noise. */
const THICK_G_CM2 = 90;
/** What an opaque cell may well hold beyond what it shows, g/cm2. */
const OPAQUE_EXTRA_G_CM2 = 350;

/** What the load weighs, with an interval for 90 of 100, and where that is only a lower bound. */
export function cargoMass(residual: Residual, picture: LoadPicture, sheet: Sheet): MassReading {
  const { map, hold, more, empty, kgPerGCm2 } = residual;
  let kg = 0;
  let thickKg = 0;
  let tareKg = 0;
  let opaqueKg = 0;
  let load = 0;
  let opaque = 0;
  let areaKg = 0;
  for (let row = 0; row < map.rows; row++) {
    const perGCm2 = kgPerGCm2[row] as number;
    for (let column = 0; column < map.columns; column++) {
      const i = row * map.columns + column;
      if (Number.isFinite(empty[i])) tareKg += perGCm2 * (empty[i] as number);
      if (!hold[i]) continue;
      const there = (more[i] as number) - sheet.gcm2;
      if (Number.isNaN(there)) continue;
      areaKg += perGCm2;
      kg += perGCm2 * there;
      thickKg += perGCm2 * Math.max(0, there - THICK_G_CM2);
      if (there < LOADED_G_CM2) continue;
      load++;
      const at = (map.region.rows.from + row) * picture.columns + map.region.columns.from + column;
      const share = picture.opaque[at] as number;
      if (share > OPAQUE_SHARE) opaque++;
      opaqueKg += perGCm2 * share * OPAQUE_EXTRA_G_CM2;
    }
  }
  const cargo = Math.max(0, kg);
  const below =
    SPREADS.often *
    Math.hypot(SPREADS.share * cargo, sheet.sigmaGCm2 * areaKg, SPREADS.thick * thickKg, SPREADS.leastKg);
  return {
    cargoKg: { value: cargo, low: Math.max(0, cargo - below), high: cargo + below + opaqueKg },
    tareKg: Math.max(0, tareKg),
    opaqueShare: load === 0 ? 0 : opaque / load,
    opaqueExtraKg: opaqueKg,
  };
}

/** What the walls are thicker than usual, and how well that is known. */
export interface Sheet {
  gcm2: number;
  sigmaGCm2: number;
}

/** Where so little lies beyond the template, nothing lies: the wall's sheet is what differs. g/cm2 */
const SHEET_MOST = 0.5;
/** Of the cells of the hold, so many may well be empty; how much less they show than those in the middle of the noise. */
const CLEAR_SHARE = 0.05;
const CLEAR_BELOW = 0.2;

/** The thickness of the walls' sheet from where the hold is empty. */
export function sheetOf({ map, hold, more, empty }: Residual): Sheet {
  const clear: number[] = [];
  for (let i = 0; i < more.length; i++) {
    const value = more[i] as number;
    if (hold[i] && (empty[i] as number) < 6 && !Number.isNaN(value)) clear.push(mean3(more, i, map.columns));
  }
  clear.sort((a, b) => a - b);
  const at = clear[Math.floor(CLEAR_SHARE * clear.length)] ?? Number.NaN;
  const gcm2 = at + CLEAR_BELOW;
  const known = Math.abs(gcm2) <= SHEET_MOST;
  return known ? { gcm2, sigmaGCm2: SPREADS.sheetKnown } : { gcm2: 0, sigmaGCm2: SPREADS.sheetUnknown };
}

/** Mean with the neighbours that have data. */
function mean3(values: Float32Array, at: number, columns: number): number {
  let sum = 0;
  let count = 0;
  for (const step of [-columns - 1, -columns, -columns + 1, -1, 0, 1, columns - 1, columns, columns + 1]) {
    const value = values[at + step];
    if (value === undefined || Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count > 0 ? sum / count : Number.NaN;
}
