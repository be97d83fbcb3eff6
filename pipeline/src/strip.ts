import { type Finding, keys, type Revision, type StripJob, type StripResult } from '@h986/domain';
import { jsonBytes } from '@h986/stores';
import { coarseGrid, stripCoarse, wantsCoarse } from './coarse/coarse.ts';
import { refusedRuns, runOf } from './conclusion/runs.ts';
import { rerunIfLate } from './hand-on/late-strips.ts';
import { revisionAndPurpose } from './hand-on/revision.ts';
import { loadPart } from './load/load-part.ts';
import { qualityPart } from './load/quality/quality-part.ts';
import { withoutMinor } from './maps/anomalies.ts';
import { type CellMap, encodeMap } from './maps/cell-map.ts';
import { findingsOf, numbered } from './maps/findings.ts';
import { mapColumns } from './maps/infer.ts';
import { firstStripUnder, ownedByStrip, scanGrid } from './maps/scan-grid.ts';
import { inShadow } from './maps/shadow.ts';
import { encodePlane } from './pixels/plane.ts';
import type { ScanPixels, StripPixels } from './pixels/scan-pixels.ts';
import { encodeThumbnail } from './pixels/thumbnail.ts';
import type { Model } from './registry/model.ts';
import type { Tools } from './tools.ts';
import { type Stopwatch, startStopwatch } from './workers/stopwatch.ts';

/**
 * One strip of a scan, from raw samples to its columns of the models' maps.
 *
 * May run twice: when the strip's result is there the work is skipped. Either way, when the scan's result has been
 * written without this strip, a new revision is started that has it.
 *
 * @throws {DomainError} `strip-digest`, `strip-unreadable`, `calibration-digest`, `calibration-unreadable`: not worth
 *   trying again. `object-missing`, `model-failed` and whatever the stores throw: they are.
 */
export async function analyseStrip(job: StripJob, tools: Tools): Promise<void> {
  const { objects } = tools;
  const { scanId, strip, counter } = job;
  const { revision, purpose } = await revisionAndPurpose(objects, scanId, { ...tools, counter });
  const key = keys.stripResult(scanId, revision, strip);
  if (!(await objects.head(key))) {
    const result = await (purpose === 'cargo' ? stripResult : checkedStrip)(job, revision, tools);
    // A twin may have been quicker; its result differs in nothing but its timings, and the first one counts.
    await objects.putOnce(key, jsonBytes(result));
    tools.tell({ kind: 'strip-analysed', scanId, strip, findings: result.findings.length });
  }
  await rerunIfLate(job, revision, [strip], tools);
}

async function stripResult({ scanId, strip }: StripJob, revision: Revision, tools: Tools): Promise<StripResult> {
  const watch = startStopwatch();
  await showStrip(scanId, strip, tools, watch);

  const pixels = await tools.pixels(scanId);
  const { header, raw, transmission } = await pixels.strip(strip, watch);
  const { geometry } = pixels.detector.calibration;
  const lines = header.firstLine + header.lines;
  const seen = wantsCoarse(tools) ? await stripCoarse(pixels, strip, watch) : null;
  const load = seen && (await watch.time('load', () => loadPart(transmission, coarseGrid(geometry))));
  const quality = seen && (await watch.time('quality', () => qualityPart(raw, transmission.high, pixels.detector)));
  const maps: StripResult['maps'] = [];
  const findings: Finding[] = [];
  for (const model of tools.models) {
    const map = await stripMap(model, pixels, header, watch);
    if (!map) continue;
    maps.push(encodeMap(map));
    // What kind of load it is, only the whole scan says.
    if (model.card.onlyFor) continue;
    const place = { grid: scanGrid(model.card, geometry), geometry, lines, coarse: seen?.coarse ?? null };
    findings.push(...withoutMinor(findingsOf(map, model.card, place)));
  }
  const runs = [...tools.models.map(({ card }) => runOf(card, 'ran')), ...refusedRuns(tools.refused, 'active')];
  const shadow = await inShadow(tools, async (model) => {
    const map = await stripMap(model, pixels, header, watch);
    if (map) maps.push(encodeMap(map));
    return runOf(model.card, 'ran');
  });
  const thumbnail = await watch.time('thumbnail', () => encodeThumbnail(transmission.high));
  return {
    v: 1,
    scanId,
    revision,
    strip,
    runs,
    ...(shadow.length > 0 && { shadowRuns: shadow }),
    maps,
    findings: numbered(findings),
    thumbnail,
    ...(seen && { coarse: seen.part }),
    ...(load && { load }),
    ...(quality && { quality }),
    timings: watch.timings(),
  };
}

/** Of a test object: the picture, and nothing that is said of cargo. The assembly measures it as a whole. */
async function checkedStrip({ scanId, strip }: StripJob, revision: Revision, tools: Tools): Promise<StripResult> {
  const watch = startStopwatch();
  await showStrip(scanId, strip, tools, watch);
  const pixels = await tools.pixels(scanId);
  const { transmission } = await pixels.strip(strip, watch);
  const thumbnail = await watch.time('thumbnail', () => encodeThumbnail(transmission.high));
  return { v: 1, scanId, revision, strip, runs: [], maps: [], findings: [], thumbnail, timings: watch.timings() };
}

/** @returns null where the strip's job judges nothing */
async function stripMap(
  model: Model,
  pixels: ScanPixels,
  { strip, lines }: StripPixels['header'],
  watch: Stopwatch,
): Promise<CellMap | null> {
  const grid = scanGrid(model.card, pixels.detector.calibration.geometry);
  const owned = ownedByStrip(grid, strip, lines);
  if (owned.from === owned.to) return null;
  // The left neighbour comes along, so that nothing is cut at the seam: see ARCHITECTURE, "Seams".
  const region = await pixels.region(grid, firstStripUnder(grid, owned), strip, watch);
  return mapColumns(model, grid, region, owned, watch);
}

/** The picture first: an analyst may be waiting for it, nobody waits for the heat map. */
async function showStrip(scanId: StripJob['scanId'], strip: number, tools: Tools, watch: Stopwatch): Promise<void> {
  const pixels = await watch.time('read', () => tools.pixels(scanId));
  const { header, transmission } = await pixels.strip(strip, watch);
  // The first plane counts: one written by another version of this code is no reason to leave a strip without analysis.
  const plane = await watch.time('plane', () => encodePlane(header.firstLine, transmission));
  await watch.time('write', () => tools.objects.putOnce(keys.plane(scanId, strip), plane));
  tools.tell({ kind: 'strip-shown', scanId, strip });
}
