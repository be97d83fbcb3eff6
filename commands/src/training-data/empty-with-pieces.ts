import {
  phantomScan,
  type ScannerProfile,
  seededRandom,
  type TrainingPhantom,
  type TrainingThreat,
  trainingSeed,
} from '@h986/fixtures';
import { smallPieces } from './small-pieces.ts';

/** A training phantom whose threats nobody measured: how well a piece is seen is not asked. */
export type PhantomWithPieces = Omit<TrainingPhantom, 'threats'> & {
  threats: Omit<TrainingThreat, 'contrast' | 'snr'>[];
};

/** Empties that are left as they are. */
const SHARE_CLEAN = 0.25;

/** An empty container with many small pieces in it, each of them labelled: see `small-pieces.ts`. */
export function emptyWithPieces(seed: number, profile: ScannerProfile): PhantomWithPieces {
  const threat = isLeftClean(trainingSeed(seed)) ? 'none' : smallPieces;
  const { scan, truth } = phantomScan({ seed, family: 'empty', profile, threat });
  const { labels, boxes } = numbered(truth.threatMask, scan.lines, scan.geometry.channels);
  return {
    scan,
    family: truth.family,
    tier: truth.tier,
    containers: truth.containers.map(({ loadKg: _, ...box }) => box),
    chapters: ['86'],
    classes: truth.classes,
    labels,
    threats: boxes.map((box, i) => ({ id: i + 1, family: smallPieces.name, kind: 'generic', box })),
  };
}

export function isLeftClean(seed: number): boolean {
  return seededRandom(seed).fork('pieces').chance(SHARE_CLEAN);
}

/** A number from 1 for each run of lines that see something; its box. @param mask lines x channels */
export function numbered(
  mask: Uint8Array,
  lines: number,
  channels: number,
): { labels: Uint16Array; boxes: TrainingThreat['box'][] } {
  const labels = new Uint16Array(mask.length);
  const boxes: TrainingThreat['box'][] = [];
  let open = false;
  for (let line = 0; line < lines; line++) {
    const seen = mask.subarray(line * channels, (line + 1) * channels);
    const [top, bottom] = [seen.indexOf(1), seen.lastIndexOf(1)];
    const goesOn = open;
    open = top >= 0;
    if (!open) continue;
    const box = goesOn ? boxes.at(-1) : undefined;
    if (box) {
      const [y, to] = [Math.min(box.y, top), Math.max(box.y + box.h, bottom + 1)];
      Object.assign(box, { y, w: line + 1 - box.x, h: to - y });
    } else boxes.push({ x: line, y: top, w: 1, h: bottom + 1 - top });
    for (let c = top; c <= bottom; c++) if (seen[c] === 1) labels[line * channels + c] = boxes.length;
  }
  return { labels, boxes };
}
