import type { FillReading } from '@h986/domain';
import { LOADED_G_CM2, type Sheet } from './cargo-mass.ts';
import { type Residual, shareOfHeight } from './residual.ts';

/** A column is loaded from so many loaded cells on. */
const CELLS = 4;

/** How full a container is by the load's outline from the side. Across, a load is taken to fill it. */
export function fillOf(residual: Residual, sheet: Sheet, cargoKg: number): FillReading {
  const { map, hold, more, heightMm, liftMm, fitted } = residual;
  let columns = 0;
  let loaded = 0;
  let filled = 0;
  for (let column = 0; column < map.columns; column++) {
    let top = -1;
    let inside = 0;
    let cells = 0;
    for (let row = 0; row < map.rows; row++) {
      const i = row * map.columns + column;
      if (!hold[i]) continue;
      inside++;
      // Where the container itself is too dense to see through, the load is taken to go on.
      const there = (more[i] as number) - sheet.gcm2;
      if (!(there >= LOADED_G_CM2)) continue;
      cells++;
      if (top < 0 && (more[i + map.columns] as number) - sheet.gcm2 >= LOADED_G_CM2) top = row;
    }
    if (inside === 0) continue;
    columns++;
    if (cells < CELLS || top < 0) continue;
    loaded++;
    let below = 0;
    for (let row = top; row < map.rows; row++) if (hold[row * map.columns + column]) below++;
    const upper = (heightMm[top] as number) + ((heightMm[0] as number) - (heightMm[1] as number)) / 2;
    filled += shareOfHeight(residual, upper, liftMm[column] as number) * Math.min(1, cells / Math.max(1, below));
  }
  const volume = columns === 0 ? 0 : Math.min(1, filled / columns);
  const { x, y, z } = fitted.template.model.hold;
  const cm3 = ((x[1] - x[0]) * (y[1] - y[0]) * (z[1] - z[0])) / 1000;
  return {
    volume,
    length: columns === 0 ? 0 : loaded / columns,
    densityGCm3: volume * cm3 > 0 ? (1000 * cargoKg) / (volume * cm3) : 0,
  };
}
