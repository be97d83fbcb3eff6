import {
  type AlgorithmRun,
  type Finding,
  loadKindOf,
  type MapCard,
  raisedTo,
  type ScanResult,
  type StripResult,
  whyNotBelieved,
} from '@h986/domain';
import { wholeCoarse } from '../coarse/coarse.ts';
import { readLoad } from '../load/read-load.ts';
import { tryEncoding } from '../locate/encode.ts';
import { lookedAt, onlyWithin } from '../locate/inside.ts';
import { tryLocating } from '../locate/try-locating.ts';
import { withoutMinor } from '../maps/anomalies.ts';
import { type CellMap, unjudged } from '../maps/cell-map.ts';
import { findingsOf, lostFindings, numbered } from '../maps/findings.ts';
import { oncePerPlace } from '../maps/once-per-place.ts';
import { scanGrid } from '../maps/scan-grid.ts';
import { inShadow } from '../maps/shadow.ts';
import { alarmFromTable } from '../maps/threshold.ts';
import { wholeMap } from '../maps/whole-map.ts';
import type { Model } from '../registry/model.ts';
import type { Tools } from '../tools.ts';
import { type Stopwatch, startStopwatch, sumTimings } from '../workers/stopwatch.ts';
import { concluded, type Scan } from './conclude.ts';
import { withCrops } from './crops.ts';
import { checkIntegrity, integrityRun } from './integrity.ts';
import { writeHeatMap, writePreview } from './pictures.ts';
import { highestProbability, riskOf } from './risk.ts';
import { fusionRun, refusedRuns, runOf, worstRuns } from './runs.ts';
import { readStripResults } from './strip-results.ts';

/** Everything that the machine has to say about a scan; writes the pictures that go with it. */
export async function scanResult(scan: Scan, tools: Tools): Promise<ScanResult> {
  const watch = startStopwatch();
  const { scanId, seal, missing } = scan;
  const strips = await watch.time('read', () => readStripResults(scan, tools));
  const { detector } = await watch.time('read', () => tools.pixels(scanId));
  const { geometry } = detector.calibration;
  const runs: AlgorithmRun[] = [await watch.time('integrity', () => checkIntegrity(tools.objects, scanId, seal))];

  const coarse = wholeCoarse(strips, geometry, seal.lines);
  const { located, runs: locatorRuns } = await tryLocating(coarse, scan, strips, geometry, tools, watch);
  // Before the maps are judged: from which value on there is an alarm depends on what the load looks like.
  const encoded = await watch.time('encode', () => tryEncoding(coarse, located, tools));
  const kind = loadKindOf(encoded.containers);
  const where = lookedAt(located?.containers ?? [], geometry);
  const judge = async (model: Model): Promise<Judged> => {
    // Nobody would believe it: its last columns need not be worked out. What has failed in strips is told with their runs.
    const doubt = whyNotBelieved(model.card, kind);
    if (doubt) return { maps: null, run: runOf(model.card, 'not-applicable', doubt), findings: [] };
    const { map, run } = await wholeMap(model, scan, strips, tools, watch);
    const alarmFrom = alarmFromTable(model, scan.order.lane, kind.cargoClass);
    const place = { grid: scanGrid(model.card, geometry), geometry, lines: seal.lines, coarse, alarmFrom };
    const inside = onlyWithin(map, where, place, unjudged(model.card));
    return { maps: { whole: map, inside }, run, findings: withoutMinor(findingsOf(inside, model.card, place)) };
  };

  const findings: Finding[] = lostFindings(seal.linesLost, geometry);
  const shown: { map: CellMap; card: MapCard }[] = [];
  let risk: ScanResult['risk'];
  let ofSuchLoads = 0;
  for (const model of tools.models) {
    const judged = await judge(model);
    if (judged.maps) shown.push({ map: judged.maps.whole, card: model.card });
    runs.push(judged.run, ...missing.map(() => runOf(model.card, 'timed-out', 'strip-missing')));
    findings.push(...judged.findings);
    if (!judged.maps) continue;
    // Half of its map may raise a risk as well as half of its findings may alarm.
    if (model.card.onlyFor) ofSuchLoads = Math.max(ofSuchLoads, highestProbability(judged.maps.inside, model.card));
    if (tools.fusion?.card.model.sha256 !== model.card.sha256 || judged.run.state !== 'ran') continue;
    risk = riskOf(tools.fusion.card, judged.maps.inside, model.card, seal);
    runs.push(fusionRun(tools.fusion));
  }
  const seen = { strips, coarse, containers: encoded.containers };
  const read = await watch.time('load', () => readLoad(scan, seen, detector.calibration, tools, watch));
  runs.push(...read.runs);
  runs.push(...locatorRuns, ...encoded.runs, ...refusedRuns(tools.refused, 'active'));
  runs.push(...strips.flatMap((strip) => strip.runs), ...missing.map(() => integrityRun('timed-out', 'strip-missing')));

  const shadow = await shadowOf(strips, missing, judge, tools);
  // A map of such loads alone sees more in them than one of all.
  const heat = shown.find(({ card }) => card.onlyFor) ?? shown[0];
  const heatMapKey = await watch.time('pictures', () => writeHeatMap(scan, heat?.card, heat?.map, tools));
  const previewKey = await watch.time('pictures', () => writePreview(scan, strips, geometry, tools));
  const found = {
    findings: oncePerPlace(findings),
    runs,
    shadow,
    ...(risk && tools.fusion && { risk: raisedTo(risk, ofSuchLoads, tools.fusion.card) }),
    ...(read.load && { load: read.load }),
    heatMapKey,
    previewKey,
    timings: {},
  };
  const containers = located && { containers: encoded.containers };
  const result = concluded(scan, { detector, ...found, ...located, ...containers }, tools);
  const whole = await watch.time('crops', () => withCrops(result, tools));
  const finishedAt = new Date(tools.now()).toISOString();
  return { ...whole, times: { ...whole.times, finishedAt }, timings: timingsOf(strips, watch) };
}

interface Judged {
  /** The map, and the same where it is looked at; null where it is not believed. */
  maps: { whole: CellMap; inside: CellMap } | null;
  run: AlgorithmRun;
  findings: Finding[];
}

async function shadowOf(
  strips: readonly StripResult[],
  missing: readonly number[],
  judge: (model: Model) => Promise<Judged>,
  tools: Tools,
): Promise<ScanResult['shadow']> {
  const findings: Finding[] = [];
  const runs = await inShadow(tools, async (model) => {
    const judged = await judge(model);
    findings.push(...judged.findings);
    return judged.run;
  });
  if (runs.length === 0) return undefined;
  runs.push(...strips.flatMap((strip) => strip.shadowRuns ?? []));
  runs.push(...tools.shadow.flatMap(({ card }) => missing.map(() => runOf(card, 'timed-out', 'strip-missing'))));
  return { runs: worstRuns(runs), findings: numbered(findings) };
}

function timingsOf(strips: readonly StripResult[], watch: Stopwatch): ScanResult['timings'] {
  return {
    ...sumTimings(
      'strips',
      strips.map((strip) => strip.timings),
    ),
    ...sumTimings('assembly', [watch.timings()]),
  };
}
