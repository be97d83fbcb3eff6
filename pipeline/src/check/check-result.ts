import {
  type Calibration,
  type CheckReading,
  errorCode,
  type LoadPart,
  type MaterialTable,
  type QualityPart,
  type ScanResult,
} from '@h986/domain';
import { coarseGrid } from '../coarse/coarse.ts';
import { concluded, type Scan } from '../conclusion/conclude.ts';
import { checkIntegrity } from '../conclusion/integrity.ts';
import { writePreview } from '../conclusion/pictures.ts';
import { readStripResults } from '../conclusion/strip-results.ts';
import { loadPart } from '../load/load-part.ts';
import { wholeLoad } from '../load/load-picture.ts';
import { qualityPart } from '../load/quality/quality-part.ts';
import { tableFor } from '../material/read-tables.ts';
import type { Tools } from '../tools.ts';
import { type Stopwatch, startStopwatch } from '../workers/stopwatch.ts';
import { channelFigures } from './channel-figures.ts';
import { measureCheck } from './measure.ts';
import type { WholePicture } from './picture.ts';
import { objectOf } from './read-test-objects.ts';

/** What a scan of the test object says of its scanner: no model is asked, and nothing is said of any cargo. */
export async function checkResult(scan: Scan, tools: Tools): Promise<ScanResult> {
  const watch = startStopwatch();
  const { detector } = await tools.pixels(scan.scanId);
  const integrity = await watch.time('integrity', () => checkIntegrity(tools.objects, scan.scanId, scan.seal));
  const check = await watch.time('check', () => readCheck(scan, detector.calibration, tools, watch));
  const strips = await readStripResults(scan, tools);
  const previewKey = await watch.time('pictures', () =>
    writePreview(scan, strips, detector.calibration.geometry, tools),
  );
  const found = { findings: [], runs: [integrity], heatMapKey: null, previewKey, timings: watch.timings() };
  return {
    ...concluded(scan, { detector, ...found }, tools),
    check,
    verdict: {
      kind: 'inconclusive',
      reasons: [{ code: 'test-object', subject: '', detail: '' }],
      policy: { name: tools.policy.name, version: tools.policy.version },
    },
  };
}

async function readCheck(
  scan: Scan,
  { geometry, normalised }: Pick<Calibration, 'geometry' | 'normalised'>,
  tools: Tools,
  watch: Stopwatch,
): Promise<CheckReading> {
  const refused = (refusal: CheckReading['refusal']): CheckReading => ({
    object: null,
    refusal,
    boxPx: null,
    figures: [],
  });
  let used: ReturnType<typeof objectOf>;
  try {
    used = objectOf(tools.testObjects, scan.order.lane);
  } catch (error) {
    if (errorCode(error) !== 'test-object-unreadable') throw error;
    return refused('test-object-unreadable');
  }
  const { name, version } = used.object;
  const object = { name, version, sha256: used.sha256 };
  if (scan.seal.extent !== 'whole' || scan.missing.length > 0) return { ...refused('picture-incomplete'), object };
  const { picture, parts, detector } = await wholePicture(scan, tools, watch);
  const load = wholeLoad(parts, geometry, scan.seal.lines);
  const table = usableTable(tools, { lane: scan.order.lane, geometry, normalised });
  const channels = channelFigures(
    parts.map(({ quality }) => quality),
    detector,
  );
  return { object, ...measureCheck({ picture, load, table, channels }, used.object) };
}

/** Without one materials are left out: a table that may not be used is said of every scan of cargo. */
function usableTable({ tables }: Tools, kind: Parameters<typeof tableFor>[1]): MaterialTable | null {
  try {
    return tableFor(tables, kind)?.table ?? null;
  } catch {
    return null;
  }
}

/** All strips at full size, the high energy beside itself, and of each its load and its quality. */
async function wholePicture({ scanId, seal }: Scan, tools: Tools, watch: Stopwatch) {
  const pixels = await tools.pixels(scanId);
  const { detector } = pixels;
  const { geometry } = detector.calibration;
  const { channels } = geometry;
  const samples = new Uint16Array(seal.lines * channels);
  const parts: { strip: number; load: LoadPart; quality: QualityPart }[] = [];
  for (const strip of seal.strips.keys()) {
    const { header, raw, transmission } = await pixels.strip(strip, watch);
    samples.set(transmission.high.samples, header.firstLine * channels);
    parts.push({
      strip,
      load: loadPart(transmission, coarseGrid(geometry)),
      quality: qualityPart(raw, transmission.high, detector),
    });
  }
  const picture: WholePicture = { lines: seal.lines, channels, geometry, samples };
  return { picture, parts, detector };
}
