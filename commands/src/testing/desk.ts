import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import {
  encodeDeltas,
  type Finding,
  keys,
  type Locale,
  planeHeader,
  type ScanId,
  type ScanResult,
  STRIP_LINES,
} from '@h986/domain';
import { encodeCrop } from '@h986/imaging';
import { provide } from '@h986/stores/provision';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { recordResult } from '../../../analyst-ui/server/src/recording/record-result.ts';
import { signedIn } from '../../../analyst-ui/server/src/testing/client.ts';
import {
  DIGEST,
  FIRST,
  GEOMETRY,
  newScanId,
  orderOf,
  putCalibration,
  putResult,
  resultOf,
} from '../../../analyst-ui/server/src/testing/hand-made.ts';
import { addPeople, PASSWORD } from '../../../analyst-ui/server/src/testing/people.ts';
import { type Served, serve } from '../../../analyst-ui/server/src/testing/serve.ts';
import { openWorkplace, type Workplace } from '../../../analyst-ui/server/src/testing/workplace.ts';
import { buildPage } from '../house/build-page.ts';
import { repository } from '../house/house.ts';

/** The page on a server with records of its own and scans made by hand: no scanner, no queue, no models. */
export interface Desk {
  place: Workplace;
  served: Served;
  browser: Browser;
  /** A recorded scan that waits for an analyst, two findings in it; its container located where `at` says, in lines. */
  addScan(container: string, at?: { x: number; w: number }): Promise<ScanId>;
  /** A browser of their own, signed in, as at a desk. */
  sit(name: string, more?: { locale?: Locale; hash?: string }): Promise<{ context: BrowserContext; page: Page }>;
  signIn(page: Page, name: string): Promise<void>;
  /** The server goes away for a while, and another takes its place at the same address. */
  restart(awayMs: number): Promise<void>;
  close(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const executablePath =
    process.env.CHROMIUM_PATH ??
    (await provide({ what: 'Chromium', commands: ['chromium', 'chromium-browser'], packages: ['chromium'] }));
  await buildPage();
  const place = await openWorkplace(undefined);
  await addPeople(place.tools);
  const dist = join(repository, 'analyst-ui/web/dist');
  let served = await serve(place, dist);
  const { url } = served;
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });
  const signIn = async (page: Page, name: string): Promise<void> => {
    await page.locator('input[name=name]').fill(name);
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.locator('[data-testid=sign-in] button[type=submit]').click();
  };
  return {
    place,
    get served() {
      return served;
    },
    browser,
    signIn,
    addScan: (container, at) => addScan(place, served, container, at),
    async restart(awayMs) {
      await served.close();
      await new Promise((resolve) => setTimeout(resolve, awayMs));
      served = await serve(place, dist, Number(new URL(url).port));
    },
    async sit(name, { locale = 'en', hash = '' } = {}) {
      const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale, colorScheme: 'dark' });
      // The cookie of a client rather than the form each time: a password takes a while to check.
      const [cookie, value] = (await signedIn(served.url, name)).cookie.split('=') as [string, string];
      await context.addCookies([{ name: cookie, value, url: served.url }]);
      // A machine that does other work too takes its time.
      context.setDefaultTimeout(50_000);
      const page = await context.newPage();
      await page.goto(`${served.url}/${hash}`);
      await page.getByTestId('user').waitFor();
      return { context, page };
    },
    async close() {
      await browser.close();
      await served.close();
      await place.close();
    },
  };
}

async function addScan(
  { tools, objects }: Workplace,
  { hub }: Served,
  container: string,
  at?: { x: number; w: number },
): Promise<ScanId> {
  const scanId = newScanId();
  await putCalibration(objects, scanId);
  for (const strip of [0, 1]) await objects.putOnce(keys.plane(scanId, strip), planeOf(strip));
  const cropKey = keys.crop(scanId, FIRST, 'a');
  await objects.putOnce(cropKey, await encodeCrop(SPOT, GEOMETRY));
  const result = resultOf(orderOf(scanId, { containers: [container as never], plate: '浙B88K26' }), {
    findings: [{ ...finding('a', 0.8, 60), cropKey }, finding('b', 0.4, 300)],
    ...(at && located(at)),
    verdict: {
      kind: 'suspicious',
      reasons: [{ code: 'finding', subject: 'a', detail: '' }],
      policy: { name: 'default', version: '1.0.0' },
    },
  });
  await putResult(objects, result);
  await recordResult({ v: 1, scanId, revision: FIRST }, { ...tools, tell: hub.tell });
  return scanId;
}

/** Something round that is denser than what lies around it. */
const SPOT = {
  width: 64,
  height: 48,
  samples: Uint16Array.from({ length: 64 * 48 }, (_, i) =>
    Math.hypot((i % 64) - 32, Math.floor(i / 64) - 24) < 12 ? 4_000 : 30_000 + ((i * 31) % 2_000),
  ),
};

/** A container over all channels, and what is read of any load. */
function located({ x, w }: { x: number; w: number }): Partial<ScanResult> {
  const boxPx = { x, y: 0, w, h: GEOMETRY.channels };
  const boxMm = { x: x * 4, y: 0, w: w * 4, h: GEOMETRY.channels * 4 };
  return {
    containers: [{ boxPx, boxMm, confidence: 0.98 }],
    load: { table: null, containers: [{ boxPx }], observations: [], maps: { material: null, hiding: null } },
  };
}

function finding(id: string, score: number, x: number): Finding {
  return {
    id,
    kind: 'outlier-dense',
    score,
    boxPx: { x, y: 2, w: 40, h: 4 },
    boxMm: { x: x * 4, y: 8, w: 160, h: 16 },
    reason: { code: 'denser-than-around', values: { inside: 2.1, outside: 1.4 } },
    algorithm: { name: 'outlier', version: '1.0.0', digest: DIGEST },
    phantomTrained: true,
  };
}

/** A ramp of both energies, as the pipeline stores it. */
function planeOf(strip: number): Uint8Array {
  const { channels } = GEOMETRY;
  const samples = Uint16Array.from({ length: STRIP_LINES * channels * 2 }, (_, i) => (i * 7) % 60_000);
  encodeDeltas(samples, STRIP_LINES);
  const header = planeHeader({ firstLine: strip * STRIP_LINES, lines: STRIP_LINES, channels });
  return Buffer.concat([header, deflateRawSync(samples)]);
}
