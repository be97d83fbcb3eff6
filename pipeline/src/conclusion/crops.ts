import {
  type BoxPx,
  DomainError,
  type Finding,
  keys,
  NO_DATA,
  reachesAlarm,
  type ScanResult,
  STRIP_LINES,
} from '@h986/domain';
import { encodeCrop, type Grey16 } from '@h986/imaging';
import { decodePlane } from '../pixels/plane.ts';
import type { Tools } from '../tools.ts';

/** So many places are cut out; who has more to look at looks at the whole. */
const CROPS_AT_MOST = 8;
/** As much of a place's sides is shown around it, and at least so many mm. */
const AROUND = 0.5;
const AROUND_MM = 150;

/**
 * Cuts the places that a scan's models alarm on, gravest first, out of the picture at its full depth, and names them in their findings;
 * where a model tells no threshold, all of its places. One that cannot be cut has none: it is no reason to keep a result back.
 */
export async function withCrops(result: ScanResult, { objects }: Pick<Tools, 'objects'>): Promise<ScanResult> {
  const planes = openPlanes(result, objects);
  const cut = async ({ id, boxPx }: Finding): Promise<string | null> => {
    const picture = await planes.cut(around(boxPx, result));
    if (!picture) return null;
    const key = keys.crop(result.scanId, result.revision, id);
    await objects.putOnce(key, await encodeCrop(picture, result.geometry));
    return key;
  };
  const wanted = result.findings
    .filter((one) => one.kind !== 'lines-lost' && reachesAlarm(one) !== false)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, CROPS_AT_MOST);
  const keyOf = new Map<string, string | null>();
  for (const finding of wanted) keyOf.set(finding.id, await cut(finding).catch(unlessRetryable));
  const named = (finding: Finding): Finding => {
    const cropKey = keyOf.get(finding.id);
    return cropKey ? { ...finding, cropKey } : finding;
  };
  return { ...result, findings: result.findings.map(named) };
}

/** What another attempt of the job can mend is thrown; anything else costs a crop and not the result. */
function unlessRetryable(error: unknown): null {
  if (error instanceof DomainError && error.retryable) throw error;
  return null;
}

/** The box with what lies around it, in whole pixels inside the scan. */
export function around({ x, y, w, h }: BoxPx, { geometry, lines }: Pick<ScanResult, 'geometry' | 'lines'>): BoxPx {
  const { channels, linePitchMm, channelPitchMm } = geometry;
  const [beside, above] = [
    Math.max(AROUND * w, AROUND_MM / linePitchMm),
    Math.max(AROUND * h, AROUND_MM / channelPitchMm),
  ];
  const left = Math.max(0, Math.floor(x - beside));
  const top = Math.max(0, Math.floor(y - above));
  return {
    x: left,
    y: top,
    w: Math.min(lines, Math.ceil(x + w + beside)) - left,
    h: Math.min(channels, Math.ceil(y + h + above)) - top,
  };
}

/** The strips of a scan, each read once: places often lie beside each other. */
function openPlanes({ scanId }: ScanResult, objects: Tools['objects']) {
  const read = new Map<number, Awaited<ReturnType<typeof decodePlane>> | null>();
  const strip = async (n: number) => {
    if (!read.has(n)) {
      // One that never came is not there.
      read.set(n, await objects.get(keys.plane(scanId, n)).then(decodePlane).catch(unlessRetryable));
    }
    return read.get(n) ?? null;
  };
  return {
    /** High energy, a row a channel; null where nothing of it came. */
    async cut({ x, y, w, h }: BoxPx): Promise<Grey16 | null> {
      if (w < 1 || h < 1) return null;
      const samples = new Uint16Array(w * h).fill(NO_DATA);
      let came = false;
      for (let n = Math.floor(x / STRIP_LINES); n * STRIP_LINES < x + w; n++) {
        const plane = await strip(n);
        if (!plane) continue;
        came = true;
        const { firstLine, lines } = plane.header;
        const [from, to] = [Math.max(x, firstLine), Math.min(x + w, firstLine + lines)];
        for (let row = 0; row < h; row++)
          for (let line = from; line < to; line++)
            samples[row * w + line - x] = plane.samples[((y + row) * lines + line - firstLine) * 2] as number;
      }
      return came ? { width: w, height: h, samples } : null;
    },
  };
}
