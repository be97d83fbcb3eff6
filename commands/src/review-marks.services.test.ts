import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Desk, openDesk } from './testing/desk.ts';

vi.setConfig({ testTimeout: 180_000 });

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

/** A machine that does other work too takes its time. */
const until = <T>(look: () => T) => expect.poll(look, { timeout: 45_000 });
const open = async (page: Page): Promise<void> => {
  await page.locator('[data-testid=decide][data-held=true]').waitFor();
  await page.locator('[data-testid=viewer][data-strips="2"]').waitFor();
};
const stored = (scanId: string) =>
  desk.place.tools.db
    .selectFrom('marks')
    .select(['id', 'kind', 'points', 'text', 'made_by'])
    .where('scan_id', '=', scanId)
    .where('removed', '=', false)
    .orderBy('id')
    .execute();
const rows = (page: Page): Locator => page.locator('[data-mark-id]');
const kept = (page: Page) => until(() => page.getByTestId('marks-unsaved').count()).toBe(0);

/** The next stroke finds that the session has ended: ended earlier, another call would find it first and ask over the picture. */
async function endSessionAtNextStroke(page: Page): Promise<void> {
  const end = async (): Promise<void> => {
    await desk.place.tools.db.deleteFrom('sessions').execute();
  };
  await page.route('**/marks/**', (route) => end().then(() => route.continue()), { times: 1 });
}

/** Drags over the picture, in shares of its sides. */
async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  const { x, y, width, height } = (await page.getByTestId('viewer').boundingBox()) as DOMRect;
  await page.mouse.move(x + from[0] * width, y + from[1] * height);
  await page.mouse.down();
  await page.mouse.move(x + ((from[0] + to[0]) / 2) * width, y + ((from[1] + to[1]) / 2) * height);
  await page.mouse.move(x + to[0] * width, y + to[1] * height);
  await page.mouse.up();
}

test('marks are drawn by pointer and by keyboard, taken back, kept at each stroke, and another analyst sees them', async () => {
  const scanId = await desk.addScan('CSQU3054383');
  const { page, context } = await desk.sit('analyst', { hash: `#/review/${scanId}` });
  await open(page);
  const keys = page.keyboard;

  await keys.press('Shift+B');
  await drag(page, [0.3, 0.4], [0.4, 0.6]);
  await until(() => stored(scanId)).toMatchObject([{ kind: 'box', made_by: 'analyst' }]);
  const [box] = await stored(scanId);
  expect(await rows(page).first().innerText()).toMatch(/M1 · Box.*\d+ mm × \d+ mm.*analyst/s);

  // By keyboard: a ruler in the middle, pulled right; its length in mm is that of its lines.
  await keys.press('p');
  await keys.press('Shift+M');
  await keys.press('Enter');
  await until(() => rows(page).count()).toBe(2);
  await until(async () => (await stored(scanId)).length).toBe(2);
  const before = (await stored(scanId))[1]?.points ?? [];
  await keys.press('Control+Shift+ArrowRight');
  await until(async () => (await stored(scanId))[1]?.points[1]?.x).toBeGreaterThan(before[1]?.x ?? 0);
  const [a, b] = (await stored(scanId))[1]?.points ?? [];
  expect(a).toEqual(before[0]);
  const mm = ((b?.x ?? 0) - (a?.x ?? 0)) * 4;
  expect(await rows(page).nth(1).innerText()).toContain(`${new Intl.NumberFormat('en').format(Math.round(mm))} mm`);

  // A note asks for its words; Esc leaves none.
  await keys.press('Shift+T');
  await drag(page, [0.6, 0.5], [0.6, 0.5]);
  await keys.press('Escape');
  expect(await rows(page).count()).toBe(2);
  await keys.press('Shift+T');
  await keys.press('Enter');
  await page.getByTestId('mark-text').fill('wire behind the pallet');
  await keys.press('Enter');
  await until(async () => (await stored(scanId))[2]).toMatchObject({ kind: 'note', text: 'wire behind the pallet' });

  // The box again by its number, a step to the left, away with it, and all of it taken back and done again.
  await keys.press('>');
  await until(() => page.locator('[data-mark-id][aria-current=true]').getAttribute('data-mark-id')).toBe(box?.id);
  expect(await page.getByTestId('announcer').innerText()).toContain('M1 · Box');
  await keys.press('Control+ArrowLeft');
  await keys.press('Delete');
  await until(async () => (await stored(scanId)).length).toBe(2);
  await keys.press('Control+z');
  await keys.press('Control+z');
  await until(async () => (await stored(scanId))[0]).toEqual(box);
  await keys.press('Control+Shift+Z');
  await until(async () => (await stored(scanId))[0]?.points[0]?.x).toBeLessThan(box?.points[0]?.x ?? 0);
  await keys.press('Control+z');
  await until(async () => (await stored(scanId))[0]).toEqual(box);
  await kept(page);

  const other = await desk.sit('analyst2', { hash: `#/review/${scanId}` });
  await until(() => rows(other.page).count()).toBe(3);
  await until(() => other.page.locator('.viewer-overlays .mark').count()).toBe(3);
  expect(await rows(other.page).nth(2).innerText()).toMatch(/wire behind the pallet\s+analyst,/);
  expect(await other.page.locator('[data-action=draw-box]').count()).toBe(0);
  await other.context.close();
  await context.close();

  // Who reads it again, and is not told so, sees none of them.
  await desk.place.tools.db.updateTable('scans').set({ stage: 'second' }).where('scan_id', '=', scanId).execute();
  const blind = await desk.sit('analyst2', { hash: `#/review/${scanId}` });
  await blind.page.locator('[data-testid=viewer][data-strips="2"]').waitFor();
  await blind.page.locator('[data-panel=marks]').waitFor();
  expect(await rows(blind.page).count()).toBe(0);
  expect(await blind.page.locator('.viewer-overlays .mark').count()).toBe(0);
  await blind.context.close();
});

test('what is drawn while the server is away or the session has ended is sent by itself, and only as who drew it', async () => {
  const scanId = await desk.addScan('TGHU1234567');
  const { page, context } = await desk.sit('analyst', { hash: `#/review/${scanId}` });
  await open(page);
  const keys = page.keyboard;
  await page.route('**/marks/**', (route) => route.abort('connectionreset'));
  await keys.press('Shift+A');
  await drag(page, [0.3, 0.3], [0.5, 0.5]);
  await keys.press('Shift+B');
  await drag(page, [0.6, 0.3], [0.7, 0.5]);
  await until(() => page.getByTestId('marks-unsaved').innerText()).toMatch(/^⟳ 2 not kept yet · The server cannot be/);

  // The browser asks before it leaves; what waits outlives the reload.
  let asked = '';
  page.once('dialog', (dialog) => {
    asked = dialog.type();
    void dialog.accept();
  });
  await page.reload();
  expect(asked).toBe('beforeunload');
  await until(() => rows(page).count()).toBe(2);
  expect(await stored(scanId)).toEqual([]);
  await page.unroute('**/marks/**');
  await kept(page);
  expect((await stored(scanId)).map(({ kind }) => kind)).toEqual(['arrow', 'box']);

  await open(page);
  await endSessionAtNextStroke(page);
  await keys.press('Shift+M');
  await drag(page, [0.3, 0.7], [0.6, 0.7]);
  await page.locator('dialog [data-testid=sign-in]').waitFor();
  expect(await rows(page).count()).toBe(3);
  await desk.signIn(page, 'analyst');
  await until(async () => (await stored(scanId)).length).toBe(3);
  await page.locator('dialog').waitFor({ state: 'detached' });

  await endSessionAtNextStroke(page);
  await keys.press('Shift+B');
  await drag(page, [0.1, 0.3], [0.2, 0.5]);
  await page.locator('dialog [data-testid=sign-in]').waitFor();
  expect(await rows(page).count()).toBe(4);
  await desk.signIn(page, 'analyst2');
  await until(() => page.getByTestId('user').innerText()).toContain('analyst2');
  await until(() => rows(page).count()).toBe(3);
  expect((await stored(scanId)).map(({ made_by }) => made_by)).toEqual(['analyst', 'analyst', 'analyst']);

  // It waits for the hand that drew it.
  await page.getByTestId('menu').click();
  await page.locator('[data-action=sign-out]').click();
  await desk.signIn(page, 'analyst');
  await until(async () => (await stored(scanId)).map(({ made_by }) => made_by)).toEqual(Array(4).fill('analyst'));
  await context.close();
});

test('with the picture in its own window keys of both draw there, and the list is at the desk', async () => {
  const scanId = await desk.addScan('HLXU2008419');
  const { page, context } = await desk.sit('analyst', { hash: `#/review/${scanId}` });
  await open(page);
  const second = await context.newPage();
  await second.goto(`${desk.served.url}/?window=picture`);
  await second.locator('[data-testid=picture-window] [data-strips="2"]').waitFor();
  await until(() => page.getByTestId('viewer').count()).toBe(0);
  await second.keyboard.press('p');
  await second.locator('[data-keys=picture]').focus();
  await second.locator('[data-action=draw-box]:enabled').waitFor();
  await second.keyboard.press('Shift+B');
  await second.keyboard.press('Enter');
  await until(() => rows(page).count()).toBe(1);
  await page.bringToFront();
  await page.keyboard.press('Shift+M');
  await until(() => second.locator('[data-action=draw-ruler]').getAttribute('aria-pressed')).toBe('true');
  await second.bringToFront();
  await second.keyboard.press('Enter');
  await until(() => rows(page).count()).toBe(2);
  // Chosen at the desk, taken away by a key there, on the other monitor.
  await page.bringToFront();
  await rows(page).first().click();
  // A browser draws nothing in a tab that is behind another; on two monitors both are in front.
  await second.bringToFront();
  await until(() => second.locator('.mark.selected.box').count()).toBe(1);
  await page.bringToFront();
  await page.keyboard.press('Delete');
  await until(async () => (await stored(scanId)).map(({ kind }) => kind)).toEqual(['ruler']);
  await until(() => rows(page).count()).toBe(1);
  await context.close();
});

test('an inspection names the marked places and says what to do there', async () => {
  const scanId = await desk.addScan('MSKU0000006');
  const { page, context } = await desk.sit('analyst', { hash: `#/review/${scanId}` });
  await open(page);
  const keys = page.keyboard;
  await keys.press('p');
  for (const key of ['Shift+B', 'Enter', 'Shift+M', 'Enter']) await keys.press(key);
  await until(() => rows(page).count()).toBe(2);
  for (const key of ['Shift+I', 'Shift+1', 'Shift+W']) await keys.press(key);
  const places = page.locator('.places input');
  await places.nth(0).uncheck();
  await places.nth(1).uncheck();
  await kept(page);
  expect(await page.getByTestId('decision-confirm').isDisabled()).toBe(true);
  await places.nth(0).check();
  await page.getByTestId('inspection-instruction').fill('unload to row 3');
  await page.reload();
  await open(page);
  await until(() => page.locator('.places input:checked').count()).toBe(1);
  await page.getByTestId('decision-confirm').click();
  await page.getByTestId('decided').waitFor();
  expect(await page.getByTestId('inspection-asked').first().innerText()).toBe(
    'Inspect: the marked places (M1): unload to row 3',
  );
  const [box] = await stored(scanId);
  const decision = await desk.place.tools.db
    .selectFrom('decisions')
    .select(['kind', 'inspection'])
    .where('scan_id', '=', scanId)
    .executeTakeFirstOrThrow();
  const inspection = { scope: 'marked', marks: [box?.id], instruction: 'unload to row 3' };
  expect(decision).toEqual({ kind: 'inspect', inspection });
  await context.close();

  const officer = await desk.sit('officer', { hash: `#/audit/${scanId}` });
  const event = officer.page.locator('[data-testid=timeline] [data-action=decision] .what');
  await until(() => event.innerText()).toContain('Inspect: the marked places (1) · unload to row 3');
  await officer.context.close();
});
