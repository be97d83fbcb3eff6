import {
  type AlgorithmRun,
  type Calibration,
  DomainError,
  errorCode,
  keys,
  type LoadReading,
  type LocatedContainer,
  type MaterialTable,
  type StripResult,
} from '@h986/domain';
import { encodePng8 } from '@h986/imaging';
import type { Coarse } from '../coarse/coarse.ts';
import type { Scan } from '../conclusion/conclude.ts';
import { type TableKind, tableFor } from '../material/read-tables.ts';
import { showTable } from '../material/show-table.ts';
import type { Tools } from '../tools.ts';
import type { Stopwatch } from '../workers/stopwatch.ts';
import type { Analysis, Draft, LoadContext } from './analysis.ts';
import { hiding } from './hiding/hiding.ts';
import { type LoadPicture, wholeLoad } from './load-picture.ts';
import { massAnalysis } from './mass/analysis.ts';
import { materialAnalysis } from './material/read-material.ts';
import { outline } from './outline/outline.ts';
import { quality } from './quality/quality.ts';
import { withoutScatter } from './scatter.ts';
import { units } from './units/units.ts';

/** In this order: later ones use what earlier ones left. */
export const ANALYSES: readonly Analysis[] = [quality, materialAnalysis, massAnalysis, hiding, outline, units];

interface Read {
  /** Left out where no strip brought anything of the load. */
  load?: LoadReading;
  runs: AlgorithmRun[];
}

/** What the load of a scan says. Nothing is thrown: an analysis that fails has a failed run, and the others go on. */
export async function readLoad(
  scan: Scan,
  {
    strips,
    coarse,
    containers,
  }: { strips: readonly StripResult[]; coarse: Coarse; containers: readonly LocatedContainer[] },
  { geometry, normalised }: Pick<Calibration, 'geometry' | 'normalised'>,
  tools: Tools,
  watch: Stopwatch,
): Promise<Read> {
  if (!strips.some(({ load }) => load)) return { runs: [] };
  const table = tableOf(tools.tables, { lane: scan.order.lane, geometry, normalised });
  const seen = wholeLoad(strips, geometry, scan.seal.lines);
  const picture = table.table ? withoutScatter(seen, table.table) : seen;
  const context: LoadContext = { picture, coarse, geometry, seal: scan.seal, containers, strips, ...table };
  const { draft, runs } = await analysed(ANALYSES, context, watch);
  if (table.table && table.tableSha256) await showTable(tools.objects, table.table, table.tableSha256);
  const { maps, ...reading } = draft;
  const keyed = {
    material: await writeMap(keys.materialMap(scan.scanId, scan.revision), maps.material, picture, tools),
    hiding: await writeMap(keys.hidingMap(scan.scanId, scan.revision), maps.hiding, picture, tools),
  };
  return { load: { ...reading, maps: keyed }, runs };
}

function tableOf(tables: Tools['tables'], kind: TableKind): Pick<LoadContext, 'table' | 'tableSha256' | 'tableError'> {
  try {
    const found = tableFor(tables, kind);
    return found ? { table: found.table, tableSha256: found.sha256 } : { table: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { table: null, tableError: error };
  }
}

const namedTable = ({ name, version }: MaterialTable, digest = ''): LoadReading['table'] => ({ name, version, digest });

/** One analysis after the other on a scan. */
export async function analysed(
  analyses: readonly Analysis[],
  context: LoadContext,
  watch: Stopwatch,
): Promise<{ draft: Draft; runs: AlgorithmRun[] }> {
  const runs: AlgorithmRun[] = [];
  let draft: Draft = {
    containers: context.containers.map(({ boxPx }) => ({ boxPx })),
    table: context.table && namedTable(context.table, context.tableSha256),
    observations: [],
    maps: {},
  };
  for (const analysis of analyses) {
    // On a copy, so that one that fails half way leaves nothing behind.
    const next = structuredClone(draft);
    const run = await watch.time(`load-${analysis.name}`, async () => runOf(analysis, context, next));
    if (run.state === 'ran') draft = next;
    runs.push(run);
  }
  return { draft, runs };
}

function runOf({ name, version, read }: Analysis, context: LoadContext, draft: Draft): AlgorithmRun {
  const run = { name, version, reason: '', digest: null };
  try {
    const reason = read(context, draft);
    return reason === undefined ? { ...run, state: 'ran' } : { ...run, state: 'not-applicable', reason };
  } catch (error) {
    return { ...run, state: 'failed', reason: errorCode(error) };
  }
}

async function writeMap(
  key: string,
  map: Uint8Array | undefined,
  { columns, rows }: LoadPicture,
  { objects }: Tools,
): Promise<string | null> {
  if (!map) return null;
  await objects.putOnce(key, await encodePng8(map, columns, rows));
  return key;
}
