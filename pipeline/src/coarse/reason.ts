import { type BoxPx, type Energy, type Finding, NO_DATA, TRANSMISSION_ONE } from '@h986/domain';
import type { Coarse } from './coarse.ts';

/** Attenuation -ln T by this factor above or below says that the load is denser or thinner, not only uneven. */
const DENSER = 1.12;
/** Low over high energy's attenuation by this factor off says another material: water to iron is about 1.2 at 6/4 MV. */
const OTHER_MATERIAL = 1.03;
/** Places of the same size along the row on each side, if they are there. */
const NEIGHBOURS_EACH_SIDE = 3;
const NEIGHBOURS_AT_LEAST = 2;
/** Less is air, and nothing to compare with. */
const LOAD_FROM = 0.05;
const DARKEST = 2e-4;

interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Mean attenuation of some pixels. */
interface Means {
  high: number;
  low: number;
}

/**
 * Why a place stands out, in figures that a person can check on the picture: its mean attenuation against that of places of the
 * same size beside it on the same height, or, where there are none, of what lies around it.
 */
export function reasonOf(box: BoxPx, coarse: Coarse): Finding['reason'] {
  const area = areaOf(box, coarse);
  const inside = meansOf(coarse, area, null);
  const beside = neighboursOf(area)
    .map((one) => meansOf(coarse, one, null))
    .filter((means) => means !== null && means.high >= LOAD_FROM) as Means[];
  const enough = beside.length >= NEIGHBOURS_AT_LEAST;
  const against = enough
    ? { high: median(beside.map((m) => m.high)), low: median(beside.map((m) => m.low)) }
    : meansOf(coarse, around(area), area);
  if (!inside || !against || against.high < LOAD_FROM) return { code: 'unusual-texture', values: {} };

  const ratio = inside.high / against.high;
  const neighbours: Record<string, number> = enough ? { neighbours: beside.length } : {};
  const than = enough ? 'neighbours' : 'surroundings';
  const density = { ratio: rounded(ratio), ...neighbours };
  if (ratio >= DENSER) return { code: `denser-than-${than}`, values: density };
  if (ratio <= 1 / DENSER) return { code: `thinner-than-${than}`, values: density };
  const material = { inside: inside.low / inside.high, outside: against.low / against.high };
  const change = material.inside / material.outside;
  if (enough && (change >= OTHER_MATERIAL || change <= 1 / OTHER_MATERIAL)) {
    const values = { inside: rounded(material.inside), outside: rounded(material.outside), ...neighbours };
    return { code: 'other-material-than-neighbours', values };
  }
  return { code: 'unusual-texture', values: density };
}

/** In coarse pixels, at least one. */
function areaOf({ x, y, w, h }: BoxPx, { grid, firstColumn }: Coarse): Area {
  const left = Math.floor(x / grid.linesPerColumn) - firstColumn;
  const top = Math.floor(y / grid.channelsPerRow);
  const right = Math.ceil((x + w) / grid.linesPerColumn) - firstColumn;
  const bottom = Math.ceil((y + h) / grid.channelsPerRow);
  return { left, top, right: Math.max(right, left + 1), bottom: Math.max(bottom, top + 1) };
}

/** A pixel apart from each other, so that an edge is not in both. */
function neighboursOf({ left, top, right, bottom }: Area): Area[] {
  const step = right - left + 1;
  return Array.from({ length: 2 * NEIGHBOURS_EACH_SIDE }, (_, i) => {
    const shift = (i < NEIGHBOURS_EACH_SIDE ? i - NEIGHBOURS_EACH_SIDE : i - NEIGHBOURS_EACH_SIDE + 1) * step;
    return { left: left + shift, top, right: right + shift, bottom };
  });
}

/** Half of its size further each way, three pixels at least. */
function around({ left, top, right, bottom }: Area): Area {
  const x = Math.max(3, Math.ceil((right - left) / 2));
  const y = Math.max(3, Math.ceil((bottom - top) / 2));
  return { left: left - x, top: top - y, right: right + x, bottom: bottom + y };
}

/** @returns null where most of the area has no data or lies beside the picture, unless something is left out of it */
function meansOf({ picture }: Coarse, area: Area, without: Area | null): Means | null {
  const { columns, rows } = picture.high;
  let high = 0;
  let low = 0;
  let count = 0;
  for (let y = Math.max(0, area.top); y < Math.min(rows, area.bottom); y++) {
    for (let x = Math.max(0, area.left); x < Math.min(columns, area.right); x++) {
      if (without && x >= without.left && x < without.right && y >= without.top && y < without.bottom) continue;
      const at = y * columns + x;
      if (picture.high.samples[at] === NO_DATA || picture.low.samples[at] === NO_DATA) continue;
      high += attenuation('high', at);
      low += attenuation('low', at);
      count++;
    }
  }
  const whole = (area.right - area.left) * (area.bottom - area.top);
  if (count === 0 || (!without && count < 0.8 * whole)) return null;
  return { high: high / count, low: low / count };

  function attenuation(energy: Energy, at: number): number {
    return -Math.log(Math.max((picture[energy].samples[at] as number) / TRANSMISSION_ONE, DARKEST));
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
