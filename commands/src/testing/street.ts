import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keys, LaneId, type ScanDetail, type ScanId, Seal } from '@h986/domain';
import { type Misbehaviour, type StoredScan, startSimulator, syntheticFlat } from '@h986/fixtures';
import { findJson, openLog } from '@h986/stores';
import type { Api } from '../api.ts';
import { type House, startHouse } from '../house/house.ts';
import { rawDigest } from '../scan/raw-digest.ts';
import { signInAs } from '../scan/send.ts';
import { PATIENT } from './patient.ts';

export const LANE = LaneId.parse('lane-1');

/** A truck that takes about four seconds: five strips, small enough that many can be scanned in one suite. */
export const smallTruck = (): StoredScan => syntheticFlat({ lines: 1_200, channels: 160 });

/** The whole house with one simulated lane, and people to use it. */
export interface Street {
  house: House;
  operator: Api;
  analyst: Api;
  officer: Api;
  misbehave(misbehaviour: Misbehaviour): void;
  /** Orders and triggers what stands before the scanner. */
  trigger(): Promise<ScanId>;
  /** Resolves when the condition holds. Fails after 150 s, saying what was waited for. */
  until<T>(what: string, condition: () => Promise<T | null | undefined | false>): Promise<T>;
  linesStored(scanId: ScanId, strips: number): Promise<unknown>;
  awaitingReview(scanId: ScanId): Promise<ScanDetail>;
  /** SHA-256 over what lies in the object store, in acquisition order. */
  storedDigest(scanId: ScanId): Promise<string>;
  close(): Promise<void>;
}

export interface StreetOptions {
  truck?: StoredScan;
  lineRateHz?: number | 'max';
  /** What is rolled in for a check. */
  testObject?: () => StoredScan;
  env?: Record<string, string>;
}

export async function openStreet({
  truck = smallTruck(),
  lineRateHz = 300,
  testObject,
  env = {},
}: StreetOptions = {}): Promise<Street> {
  const dataDir = await mkdtemp(join(tmpdir(), 'h986-street-'));
  const simulator = await startSimulator({
    serial: 'street',
    scans: Array.from({ length: 20 }, () => () => truck),
    lineRateHz,
    testObject,
  });
  const { controlPort, dataPort } = simulator;
  const house = await startHouse({
    dataDir,
    lanes: [
      { lane: LANE, driver: 'niip', host: '127.0.0.1', controlPort, dataPort },
      {
        lane: LaneId.parse('drop'),
        driver: 'drop-folder',
        folder: join(dataDir, 'drop'),
        linePitchMm: 8.1,
        channelPitchMm: 4.6,
        highMv: 6,
        lowMv: 4,
        fullScale: 65_535,
      },
    ],
    log: openLog('street', 'silent'),
    // Patience that a site would not have: what is late here is late because the machine is slow.
    env: { SWEEP_MS: '1000', ...PATIENT, ...env },
  });
  const [operator, analyst, officer] = (await Promise.all(
    ['operator', 'analyst', 'risk-officer'].map((role) => signInAs(role, house.url, house.users)),
  )) as [Api, Api, Api];

  const until: Street['until'] = async (what, condition) => {
    for (const deadline = Date.now() + 150_000; Date.now() < deadline; ) {
      // Servers are killed under us: a call that fails is asked again.
      const answer = await condition().catch(() => null);
      if (answer) return answer;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`waited in vain for: ${what}`);
  };

  return {
    house,
    operator,
    analyst,
    officer,
    until,
    misbehave: (misbehaviour) => simulator.setMisbehaviour(misbehaviour),
    async trigger() {
      await until('the lane is ready', async () => {
        const lanes = await operator.call('listLanes');
        return lanes.some(({ lane, status }) => lane === LANE && status?.state === 'ready');
      });
      return (await operator.call('createScan', { body: { lane: LANE, containers: [], trigger: true } })).scanId;
    },
    linesStored: (scanId, strips) =>
      until(`${strips} strips of ${scanId}`, () => house.objects.head(keys.strip(scanId, strips - 1))),
    awaitingReview: (scanId) =>
      until(`${scanId} awaits review`, async () => {
        const scan = await operator.call('getScan', { params: { scanId } });
        return scan.state === 'awaiting-review' && scan;
      }),
    async storedDigest(scanId) {
      const seal = await findJson(house.objects, keys.seal(scanId), Seal);
      return rawDigest(house.objects, scanId, seal?.strips.length ?? 0);
    },
    async close() {
      await house.stop();
      await simulator.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export function digestOf({ samples }: Pick<StoredScan, 'samples'>): string {
  return createHash('sha256')
    .update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))
    .digest('hex');
}
