import { type BoxPx, type Geometry, sharedArea } from '@h986/domain';
import type { Coarse } from '../coarse/coarse.ts';
import type { Component } from './components.ts';
import type { ScanGrid } from './scan-grid.ts';

/** Where a map lies on the picture. */
export interface Place {
  grid: ScanGrid;
  geometry: Geometry;
  /** Of the scan so far. */
  lines: number;
  /** What reasons are worked out from; without it they say little. */
  coarse?: Coarse | null;
  /** From which value on a trained model alarms at this scanner; its card's own where nobody says. */
  alarmFrom?: number | null;
}

/** A box of which so much lies in another one is spoken for by that. */
const SHARE_INSIDE = 0.5;

export function liesIn(inner: BoxPx, outer: BoxPx): boolean {
  return sharedArea(inner, outer) >= SHARE_INSIDE * inner.w * inner.h;
}

/** Whole lines and channels around some cells. */
export function boxOf(
  { left, right, top, bottom }: Component,
  firstCell: number,
  { grid, geometry, lines }: Place,
): BoxPx {
  const linesPerCell = grid.linesPerColumn * grid.stride;
  const channelsPerCell = grid.channelsPerRow * grid.stride;
  const x = Math.min(Math.floor((firstCell + left) * linesPerCell), lines - 1);
  const y = Math.min(Math.floor(top * channelsPerCell), geometry.channels - 1);
  const right1 = Math.min(lines, Math.ceil((firstCell + right + 1) * linesPerCell));
  const bottom1 = Math.min(geometry.channels, Math.ceil((bottom + 1) * channelsPerCell));
  return { x, y, w: Math.max(1, right1 - x), h: Math.max(1, bottom1 - y) };
}
