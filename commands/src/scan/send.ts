import {
  type BoxMm,
  type BoxPx,
  type ContainerNumber,
  countLost,
  DomainError,
  keys,
  type LaneId,
  type ScanId,
  ScanResult,
  Seal,
} from '@h986/domain';
import { getJson, type ObjectStore } from '@h986/stores';
import { type Api, signIn } from '../api.ts';
import type { DemoUser } from '../house/house.ts';
import { rawDigest } from './raw-digest.ts';

export interface SendOptions {
  url: string;
  users: readonly DemoUser[];
  objects: ObjectStore;
  lane: LaneId;
  containers: ContainerNumber[];
  /** @defaultValue 10 minutes */
  withinMs?: number;
}

/** What one scan came to, as `npm run scan -- --json` prints it. */
export interface ScanReport {
  scanId: ScanId;
  verdict: string;
  algorithms: { name: string; version: string; state: string; reason: string }[];
  findings: { kind: string; score: number; box: { px: BoxPx; mm: BoxMm }; reason: unknown }[];
  lines: number;
  linesLost: number;
  rawSha256: string;
  timings: { scanMs: number; afterLastLineMs: number; totalMs: number; stages: Record<string, number> };
}

/**
 * Orders and triggers a scan on a lane whose truck is there, waits for the verdict at a client of the API, and reads back what
 * lies in the object store.
 *
 * @throws {DomainError} `scan-refused` when it ends before its first line, `scan-late` when no verdict comes in time
 */
export async function sendScan(options: SendOptions): Promise<ScanReport> {
  const { url, users, objects, lane, containers, withinMs = 600_000 } = options;
  const operator = await signInAs('operator', url, users);
  await laneReady(operator, lane);
  const stop = new AbortController();
  const verdicts = watchVerdicts(operator, stop.signal);
  try {
    const triggeredMs = Date.now();
    const { scanId } = await operator.call('createScan', { body: { lane, containers, trigger: true } });
    const verdictMs = await verdicts.of(scanId, withinMs);
    const { revision } = await operator.call('getScan', { params: { scanId } });
    if (!revision) throw new DomainError('scan-late', 'the scan went to a person without a result');
    const result = await getJson(objects, keys.result(scanId, revision), ScanResult);
    const seal = await getJson(objects, keys.seal(scanId), Seal);
    const lastLineMs = Date.parse(seal.lastLineAt);
    return {
      scanId,
      verdict: result.verdict.kind,
      algorithms: result.runs.map(({ name, version, state, reason }) => ({ name, version, state, reason })),
      findings: result.findings.map(({ kind, score, boxPx, boxMm, reason }) => ({
        kind,
        score,
        box: { px: boxPx, mm: boxMm },
        reason,
      })),
      lines: seal.lines,
      linesLost: countLost(seal.linesLost),
      rawSha256: await rawDigest(objects, scanId, seal.strips.length),
      timings: {
        scanMs: lastLineMs - Date.parse(seal.firstLineAt),
        afterLastLineMs: verdictMs - lastLineMs,
        totalMs: verdictMs - triggeredMs,
        stages: result.timings,
      },
    };
  } finally {
    stop.abort();
  }
}

export async function signInAs(role: string, url: string, users: readonly DemoUser[]): Promise<Api> {
  const user = users.find((u) => u.role === role);
  if (!user) throw new DomainError('sign-in-unknown', `there is no demo account for ${role}`);
  return signIn(url, user.name, user.password);
}

async function laneReady(api: Api, lane: LaneId): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    const lanes = await api.call('listLanes');
    if (lanes.some((l) => l.lane === lane && l.status?.state === 'ready')) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new DomainError('lane-not-ready', `the scanner of ${lane} does not become ready`);
}

/** When the verdict of a scan reached us, by our own clock. */
function watchVerdicts(api: Api, stop: AbortSignal) {
  const seenMs = new Map<string, number>();
  const ended = new Map<string, string>();
  void api.follow((event) => {
    if (event.kind !== 'scan') return;
    const { scanId, verdict, state, reason } = event.scan;
    if (verdict && !seenMs.has(scanId)) seenMs.set(scanId, Date.now());
    if (state === 'failed' || state === 'aborted') ended.set(scanId, reason);
  }, stop);
  return {
    async of(scanId: ScanId, withinMs: number): Promise<number> {
      for (const deadline = Date.now() + withinMs; Date.now() < deadline; ) {
        const ms = seenMs.get(scanId);
        if (ms !== undefined) return ms;
        if (ended.has(scanId)) throw new DomainError('scan-refused', ended.get(scanId) ?? '');
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new DomainError('scan-late', `no verdict within ${withinMs / 1000} s`);
    },
  };
}
