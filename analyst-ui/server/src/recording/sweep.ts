import { keys, ScanId } from '@h986/domain';
import { encodeTime } from 'ulid';
import { deleteEndedSessions } from '../accounts/sessions.ts';
import { expireLeases } from '../records/leases.ts';
import type { Tools } from '../tools.ts';
import { acknowledge } from './record-result.ts';
import { type Memory, watchScan } from './watch-scan.ts';

/** An older scan than this, in the store but unknown here, is found at the next start only. */
const LOOK_BACK_MS = 24 * 60 * 60_000;
/** A scan that ended without a result is looked after for so long, in case its lines reach the store after all. */
const AFTERCARE_MS = 24 * 60 * 60_000;
/** A recorded scan is looked at for so long, in case it is analysed anew and nobody tells us of the next result. */
const RE_RUN_MS = 10 * 60_000;
const PAGE = 500;

export interface Sweeper {
  /** One sweep over everything that is open. The first one goes through the whole object store. */
  sweep(): Promise<void>;
  /** Looks at one scan now: something is said to have happened to it. */
  look(scanId: ScanId): Promise<void>;
}

/** The records' own eyes: nothing they must know depends on somebody having told them. */
export function createSweeper(tools: Tools): Sweeper {
  const memory: Memory = new Map();
  const settled = new Set<ScanId>();
  let whole = true;

  async function sweep(): Promise<void> {
    const { db, log } = tools;
    await attempt(tools, 'leases not expired', () => expireLeases(tools));
    await attempt(tools, 'sessions not cleared', () => deleteEndedSessions(db, tools.now()));
    await attempt(tools, 'results not acknowledged', () => acknowledgeAll(tools));
    const open = await openScans(tools, settled, whole);
    whole = false;
    for (const scanId of open) await look(scanId);
    log.debug({ open: open.length }, 'swept');
  }

  async function look(scanId: ScanId): Promise<void> {
    try {
      await watchScan(tools, memory, scanId);
    } catch (error) {
      tools.log.error({ scanId, err: error }, 'could not look after a scan');
    }
  }
  return { sweep, look };
}

/** Scans in the object store or with a running order that nobody is done with, oldest first. Adds to `settled`. */
async function openScans(tools: Tools, settled: Set<ScanId>, whole: boolean): Promise<ScanId[]> {
  const open = new Set(await scansUnderWay(tools));
  const from = tools.now().getTime() - LOOK_BACK_MS;
  const startAfter = whole ? undefined : `${keys.allScans}${encodeTime(Math.max(0, from), 10)}`;
  let page: ScanId[] = [];
  const sort = async (): Promise<void> => {
    for (const scanId of await settledOf(tools, page)) settled.add(scanId);
    for (const scanId of page) if (!settled.has(scanId)) open.add(scanId);
    page = [];
  };
  for await (const key of tools.objects.list(keys.allScans, { shallow: true, startAfter })) {
    const scanId = ScanId.safeParse(key.slice(keys.allScans.length, -1));
    if (!scanId.success || settled.has(scanId.data)) continue;
    page.push(scanId.data);
    if (page.length === PAGE) await sort();
  }
  await sort();
  return [...open].sort();
}

async function scansUnderWay({ db }: Tools): Promise<ScanId[]> {
  const rows = await db
    .selectFrom('scans')
    .select('scan_id')
    .where('triggered_at', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['ordered', 'armed', 'scanning', 'analysing']),
        eb.and([eb('state', 'in', ['awaiting-review', 'in-review']), eb('revision', 'is', null)]),
      ]),
    )
    .execute();
  return rows.map((row) => row.scan_id as ScanId);
}

async function settledOf({ db, now }: Tools, scanIds: readonly ScanId[]): Promise<ScanId[]> {
  if (scanIds.length === 0) return [];
  const before = (ms: number): Date => new Date(now().getTime() - ms);
  const rows = await db
    .selectFrom('scans')
    .select('scan_id')
    .where('scan_id', 'in', scanIds)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('revision', 'is not', null),
          eb('state', 'in', ['awaiting-review', 'in-review', 'decided', 'closed']),
          eb('updated_at', '<', before(RE_RUN_MS)),
        ]),
        eb.and([
          eb('state', 'in', ['decided', 'closed', 'aborted', 'failed']),
          eb('updated_at', '<', before(AFTERCARE_MS)),
        ]),
      ]),
    )
    .execute();
  return rows.map((row) => row.scan_id as ScanId);
}

/** Results that were recorded just before we ended, and whose bridge has not been told. */
async function acknowledgeAll(tools: Tools): Promise<void> {
  const rows = await tools.db.selectFrom('results').selectAll().where('acknowledged', '=', false).execute();
  for (const row of rows) await acknowledge(tools, row.scan_id as ScanId, row.revision, row.recorded_at);
}

async function attempt({ log }: Tools, failure: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error({ err: error }, failure);
  }
}
