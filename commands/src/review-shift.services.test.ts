import { checkDigit } from '@h986/domain';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Client, signedIn } from '../../analyst-ui/server/src/testing/client.ts';
import { FIRST } from '../../analyst-ui/server/src/testing/hand-made.ts';
import { type Desk, openDesk } from './testing/desk.ts';

vi.setConfig({ testTimeout: 400_000 });

const SCANS = 50;
/** What goes wrong in this shift, by the number of the analyst's own scan. */
const AT = { cutOff: 8, restart: 16, sessionEnds: 24, rivalWantsMine: 30 };
/** The other analyst takes a scan of the same list after each so many of the first one's. */
const RIVAL_EVERY = 6;
const KINDS = ['Shift+R', 'Shift+I', 'Shift+S'];

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

/** A machine that does other work too takes its time. */
const until = <T>(look: () => T) => expect.poll(look, { timeout: 40_000 });

test('fifty scans by keyboard alone: whatever breaks, no mark is lost, no scan decided twice, none released without a decision', async () => {
  for (let i = 0; i < SCANS; i++) await desk.addScan(containerNumber(i));
  const { page, context } = await desk.sit('analyst', { hash: '#/review' });
  const rival = await signedIn(desk.served.url, 'analyst2');
  await page.getByTestId('worklist').locator('a').nth(1).waitFor();
  const drawn = new Map<string, number>();
  const theirs: string[] = [];

  for (let mine = 1; drawn.size + theirs.length < SCANS; mine++) {
    const scanId = await nextHeld(page, drawn);
    const marks = 1 + (mine % 2);
    drawn.set(scanId, marks);

    if (mine === AT.cutOff) await context.setOffline(true);
    if (mine === AT.sessionEnds) await endSessionAtNextMark(page);
    const restarted = mine === AT.restart ? desk.restart(3_000) : undefined;
    await draw(page, marks);
    if (mine === AT.sessionEnds) await signInAgain(page);
    if (mine === AT.rivalWantsMine) expect(await decide(await signedIn(desk.served.url, 'analyst2'), scanId)).toBe(409);
    for (const key of [KINDS[mine % 3] as string, 'Shift+1', 'Control+Enter']) await page.keyboard.press(key);
    if (mine === AT.cutOff) {
      await page.getByTestId('marks-unsaved').waitFor();
      expect(await recorded()).not.toContain(scanId);
      await context.setOffline(false);
    }
    await restarted;
    await decided(page);
    if (mine % RIVAL_EVERY === 0) theirs.push(await takeAndDecide(rival, page, drawn));
  }

  expect((await recorded()).sort()).toEqual([...drawn.keys(), ...theirs].sort());
  expect(new Set(await recorded()).size).toBe(SCANS);
  const states = await desk.place.tools.db.selectFrom('scans').select(['state']).distinct().execute();
  expect(states).toEqual([{ state: 'decided' }]);
  const kept = await desk.place.tools.db
    .selectFrom('marks')
    .select(({ fn }) => ['scan_id', 'made_by', fn.countAll<string>().as('count')])
    .groupBy(['scan_id', 'made_by'])
    .execute();
  const asDrawn = [...drawn].map(([scan_id, count]) => ({ scan_id, made_by: 'analyst', count: Number(count) }));
  const byScan = (a: { scan_id: string }, b: { scan_id: string }): number => a.scan_id.localeCompare(b.scan_id);
  expect(kept.map((one) => ({ ...one, count: Number(one.count) })).sort(byScan)).toEqual(asDrawn.sort(byScan));
  await context.close();
});

/** Goes on to the next scan of the list, and past those that the other analyst was quicker with, until one is held. */
async function nextHeld(page: Page, done: ReadonlyMap<string, number>): Promise<string> {
  const shown = async (): Promise<string | null> => {
    const reading = page.getByTestId('reading');
    return (await reading.count()) > 0 ? reading.getAttribute('data-scan-id') : null;
  };
  for (;;) {
    const before = await shown();
    if (before === null || done.has(before) || !(await isMine(page))) {
      await page.keyboard.press(']');
      await until(async () => (await shown()) ?? before).not.toBe(before);
    }
    const scanId = (await shown()) ?? '';
    if (done.has(scanId) || !(await isMine(page))) continue;
    await page.locator('[data-testid=viewer][data-strips="2"]').waitFor();
    return scanId;
  }
}

/** Whether the scan is held, once that has been answered. */
async function isMine(page: Page): Promise<boolean> {
  const held = page.locator('[data-testid=decide][data-held=true]');
  const answered = [
    '[data-testid=decided]',
    '[data-action=take-scan]',
    '[data-testid=decide]:has-text("Only the analyst")',
  ];
  await held.or(page.locator(answered.join())).first().waitFor();
  return (await held.count()) > 0;
}

/** Boxes and rulers in the middle of the picture. */
async function draw(page: Page, count: number): Promise<void> {
  await page.keyboard.press('p');
  for (let i = 0; i < count; i++) {
    await page.keyboard.press(i === 0 ? 'Shift+B' : 'Shift+M');
    await page.keyboard.press('Enter');
    await until(() => page.locator('[data-mark-id]').count()).toBe(i + 1);
  }
}

async function endSessionAtNextMark(page: Page): Promise<void> {
  const end = async (): Promise<void> => {
    await desk.place.tools.db.deleteFrom('sessions').execute();
  };
  await page.route('**/marks/**', (route) => end().then(() => route.continue()), { times: 1 });
}

async function signInAgain(page: Page): Promise<void> {
  await page.locator('dialog [data-testid=sign-in]').waitFor();
  await desk.signIn(page, 'analyst');
  await page.locator('dialog [data-testid=sign-in]').waitFor({ state: 'detached' });
  await page.keyboard.press('p');
}

/** Presses the chord again while the decision waits for marks to be kept: it decides once. */
async function decided(page: Page): Promise<void> {
  await until(async () => {
    if ((await page.getByTestId('decided').count()) > 0) return true;
    await page.keyboard.press('Control+Enter');
    return false;
  }).toBe(true);
}

async function decide(as: Client, scanId: string): Promise<number> {
  const body = { kind: 'release', reason: 'matches-declaration', text: '', display: {}, revision: FIRST };
  return (await as.send('POST', `/api/scans/${scanId}/decisions`, body)).status;
}

/** Another analyst takes a scan that nobody has, and decides it. */
async function takeAndDecide(rival: Client, page: Page, mine: ReadonlyMap<string, number>): Promise<string> {
  const as = (await rival.get('/api/session')).ok ? rival : await signedIn(desk.served.url, 'analyst2');
  const open = await page.getByTestId('reading').getAttribute('data-scan-id');
  const waiting = await desk.place.tools.db
    .selectFrom('scans')
    .select('scan_id')
    .where('state', '=', 'awaiting-review')
    .orderBy('scan_id', 'desc')
    .execute();
  const scanId = waiting.find(({ scan_id }) => !mine.has(scan_id) && scan_id !== open)?.scan_id ?? '';
  expect((await as.send('POST', `/api/scans/${scanId}/lease`)).status).toBe(200);
  expect(await decide(as, scanId)).toBe(200);
  return scanId;
}

const recorded = async (): Promise<string[]> =>
  (await desk.place.tools.db.selectFrom('decisions').select('scan_id').execute()).map(({ scan_id }) => scan_id);

function containerNumber(i: number): string {
  const stem = `TGHU${String(100_000 + i)}`;
  return `${stem}${checkDigit(stem)}`;
}
