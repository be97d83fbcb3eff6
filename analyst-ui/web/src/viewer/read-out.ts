import { MATERIAL_CLASSES, NO_DATA, TRANSMISSION_ONE } from '@h986/domain';
import type { Point } from './camera.ts';
import { materialAt } from './cpu/neighbours.ts';
import type { IntegerLookup } from './material.ts';
import type { Picture } from './picture.ts';
import { steelMm } from './steel-table.ts';
import type { Measure, PicturePoint, ReadOut } from './types.ts';

/** What lies at a place of the picture as acquired, whatever the zoom. @param mm from the top left */
export function readOutAt(
  { store, geometry, known }: Picture,
  mm: Point,
  lookup: IntegerLookup | null,
): ReadOut | null {
  const line = Math.floor(mm.x / geometry.linePitchMm);
  const channel = Math.floor(mm.y / geometry.channelPitchMm);
  if (line < 0 || channel < 0 || line >= store.end() || channel >= geometry.channels) return null;
  const share = (energy: 'high' | 'low'): number | null => {
    const value = store.at(energy, line, channel);
    return value === NO_DATA ? null : value / TRANSMISSION_ONE;
  };
  const high = share('high');
  const place = lookup === null ? MATERIAL_CLASSES.length : materialAt(store, lookup, 0, line, channel);
  return {
    line,
    channel,
    xMm: mm.x,
    yMm: mm.y,
    calibrated: known.calibrated ?? true,
    high,
    low: share('low'),
    material: MATERIAL_CLASSES[place] ?? null,
    steelMm: high === null || !known.steelMmOfAlpha ? null : steelMm(known.steelMmOfAlpha, -Math.log(high)),
  };
}

/** Between two places, at the container's centre plane, where the pitches hold. */
export function measureOf({ geometry, known }: Picture, from: PicturePoint, to: PicturePoint): Measure {
  const [lines, channels] = [to.line - from.line, to.channel - from.channel];
  const mm = Math.hypot(lines * geometry.linePitchMm, channels * geometry.channelPitchMm);
  return {
    from,
    to,
    px: Math.hypot(lines, channels),
    mm: (known.calibrated ?? true) ? mm : null,
    plane: 'container-centre',
  };
}
