import type { Page } from 'playwright';
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
const held = (page: Page): Promise<void> => page.locator('[data-testid=decide][data-held=true]').waitFor();
/** The next such request finds that the session has ended. */
const endSessionAt = (page: Page, path: string): Promise<unknown> =>
  page.route(
    path,
    async (route) => {
      await desk.place.tools.db.deleteFrom('sessions').execute();
      await route.continue();
    },
    { times: 1 },
  );
const decisions = () =>
  desk.place.tools.db.selectFrom('decisions').select(['scan_id', 'kind', 'reason', 'text', 'decided_by']).execute();

test('an analyst opens, reads and decides a scan without a mouse, and comes to the next', async () => {
  const first = await desk.addScan('CSQU3054383');
  const second = await desk.addScan('MSKU0000006');
  const { page, context } = await desk.sit('analyst', { hash: '#/review' });
  await page.getByTestId('worklist').locator('a').nth(1).waitFor();
  const keys = page.keyboard;
  // Down the list, and open what the focus is on.
  for (const key of ['q', 'ArrowDown', 'ArrowUp', 'Enter']) await keys.press(key);
  await held(page);
  const open = await page.getByTestId('reading').getAttribute('data-scan-id');
  expect([first, second]).toContain(open);

  await keys.press('.');
  await until(() => page.locator('.findings .lit').getAttribute('data-finding-id')).toBe('a');
  // It is seen with what lies around it.
  const crop = page.locator('[data-finding-id=a] img');
  await until(() => crop.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBeGreaterThan(20);
  // What is below its threshold is one line, until it is asked for.
  expect(await page.getByTestId('announcer').innerText()).toMatch(/^Finding 1 of 1/);
  expect(await page.getByTestId('below-threshold').innerText()).toContain('1 place below the threshold');
  await keys.press('Shift+U');
  await keys.press(',');
  await until(() => page.locator('.findings .lit').getAttribute('data-finding-id')).toBe('b');

  // Neither Enter nor the chord decides before a kind and a reason are chosen.
  for (const key of ['Enter', 'Control+Enter', 'Shift+I', 'Control+Enter']) await keys.press(key);
  expect(await decisions()).toEqual([]);
  await keys.press('Shift+1');
  await keys.press('n');
  await keys.type('dense block, row 2');
  await keys.press('Control+Enter');
  await page.getByTestId('decided').waitFor();
  expect(await decisions()).toEqual([
    {
      scan_id: open,
      kind: 'inspect',
      reason: 'suspected-concealment',
      text: 'dense block, row 2',
      decided_by: 'analyst',
    },
  ]);
  const { display } = await desk.place.tools.db.selectFrom('decisions').select('display').executeTakeFirstOrThrow();
  expect(display).toMatchObject({ belowThreshold: { places: 1, shown: true } });

  await page.locator('h2').first().click();
  await keys.press(']');
  await until(() => page.getByTestId('reading').getAttribute('data-scan-id')).not.toBe(open);
  await held(page);
  await keys.press('Shift+Backspace');
  await page.getByTestId('reading').waitFor({ state: 'detached' });
  await context.close();
});

test('what is chosen and typed outlives a reload, and a session that ends: the decision is sent again by itself', async () => {
  const scanId = await desk.addScan('TGHU1234567');
  const { page, context } = await desk.sit('analyst', { hash: `#/review/${scanId}` });
  await held(page);
  await page.keyboard.press('Shift+R');
  await page.keyboard.press('Shift+4');
  await page.getByTestId('decision-text').fill('all as declared');
  await page.reload();
  await held(page);
  expect(await page.getByTestId('decision-text').inputValue()).toBe('all as declared');

  await endSessionAt(page, '**/decisions');
  await page.getByTestId('decision-confirm').click();
  await page.locator('dialog [data-testid=sign-in]').waitFor();
  expect(await page.getByTestId('decision-text').inputValue()).toBe('all as declared');
  await desk.signIn(page, 'analyst');
  await page.getByTestId('decided').waitFor();
  expect(await decisions()).toContainEqual({
    scan_id: scanId,
    kind: 'release',
    reason: 'other',
    text: 'all as declared',
    decided_by: 'analyst',
  });
  await context.close();
});

test('another who signs in over an ended session sends nothing of what the first had typed', async () => {
  const scanId = await desk.addScan('HLXU2008419');
  const { page, context } = await desk.sit('analyst', { hash: `#/review/${scanId}` });
  await held(page);
  await page.keyboard.press('Shift+R');
  await page.keyboard.press('Shift+1');
  await page.locator('[data-testid=decision-confirm]:enabled').waitFor();
  await endSessionAt(page, '**/decisions');
  await page.keyboard.press('Control+Enter');
  await page.locator('dialog [data-testid=sign-in]').waitFor();
  await desk.signIn(page, 'analyst2');
  await until(() => page.getByTestId('user').innerText()).toContain('analyst2');
  await page.getByTestId('decide').waitFor();
  expect(await page.locator('input[name=kind]:checked').count()).toBe(0);
  expect((await decisions()).filter(({ scan_id }) => scan_id === scanId)).toEqual([]);
  await context.close();
});

test('a server that cannot be reached is asked again, and the decision made once', async () => {
  const scanId = await desk.addScan('CSQU3054383');
  const { page, context } = await desk.sit('analyst', { hash: `#/review/${scanId}` });
  await held(page);
  await page.keyboard.press('Shift+S');
  await page.keyboard.press('Shift+1');
  // The decision arrives, its answer is lost on the way, and the next one's too: a busy machine sees the waiting between.
  let lost = 0;
  await page.route('**/decisions', async (route) => {
    if (lost++ < 3) {
      await route.fetch();
      await route.abort('connectionreset');
    } else await route.continue();
  });
  await page.locator('[data-testid=decision-confirm]:enabled').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('decision-waiting').waitFor();
  await page.getByTestId('decided').waitFor();
  expect((await decisions()).filter(({ scan_id }) => scan_id === scanId)).toHaveLength(1);
  await context.close();
});

test('a key of the user is kept in the account, a clash is refused with a word', async () => {
  const { page, context } = await desk.sit('analyst2', { hash: '#/review' });
  const works = (at: typeof page) => at.getByTestId('worklist').locator('a').first().waitFor();
  await works(page);
  await page.keyboard.press('?');
  const key = page.locator('[data-key-of=picture-invert]');
  await key.click();
  await page.keyboard.press('f');
  expect(await page.getByTestId('key-fault').innerText()).toBe('F already means: Fit');
  const kept = page.waitForResponse((r) => r.request().method() === 'PUT' && r.url().endsWith('/preferences'));
  await page.keyboard.press('7');
  await until(() => key.innerText()).toBe('7');
  await kept;
  await context.close();

  const elsewhere = await desk.sit('analyst2', { hash: '#/review' });
  await works(elsewhere.page);
  await elsewhere.page.keyboard.press('?');
  await until(() => elsewhere.page.locator('[data-key-of=picture-invert]').innerText()).toBe('7');
  await elsewhere.context.close();
});

test('the picture in its own window keeps step: scan, lit finding, keys and what was seen', async () => {
  const scanId = await desk.addScan('MSKU0000006');
  const { page, context } = await desk.sit('analyst', { hash: `#/review/${scanId}` });
  await held(page);
  const second = await context.newPage();
  await second.goto(`${desk.served.url}/?window=picture`);
  await second.locator('[data-testid=picture-window] [data-strips="2"]').waitFor();
  // The desk gives its place to the facts.
  await until(() => page.getByTestId('viewer').count()).toBe(0);

  // A key on the one monitor turns the picture on the other, and the other way about.
  await page.bringToFront();
  await page.keyboard.press('i');
  await until(() => second.locator('[data-action=picture-invert]').getAttribute('aria-pressed')).toBe('true');
  await second.bringToFront();
  await second.keyboard.press('.');
  await until(() => page.locator('.findings .lit').getAttribute('data-finding-id')).toBe('a');
  await second.keyboard.press('Shift+I');
  await second.keyboard.press('Shift+1');
  await second.keyboard.press('Control+Enter');
  await page.getByTestId('decided').waitFor();
  const { display } = await desk.place.tools.db
    .selectFrom('decisions')
    .select('display')
    .where('scan_id', '=', scanId)
    .executeTakeFirstOrThrow();
  expect(display).toMatchObject({ display: { invert: true } });
  await second.close();
  await page.getByTestId('viewer').waitFor();
  await context.close();
});

test('the next scan is fetched ahead without being recorded as seen', async () => {
  const one = await desk.addScan('CSQU3054383');
  const { page, context } = await desk.sit('analyst', { hash: `#/review/${one}` });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await held(page);
  const views = async () =>
    (await desk.place.tools.db.selectFrom('views').select('scan_id').execute()).map(({ scan_id }) => scan_id);
  const two = await desk.addScan('TGHU1234567');
  await until(() => asked.filter((path) => path.includes('/planes/') && !path.includes(one)).length).toBeGreaterThan(1);
  expect(await views()).not.toContain(two);
  await page.keyboard.press(']');
  await until(views).toContain(await page.getByTestId('reading').getAttribute('data-scan-id'));
  await context.close();
});

test('a scan that is still under way may be looked at, not decided', async () => {
  const scanId = await desk.addScan('HLXU2008419');
  await desk.place.tools.db.updateTable('scans').set({ state: 'analysing' }).where('scan_id', '=', scanId).execute();
  const { page, context } = await desk.sit('analyst', { hash: '#/review' });
  await page.getByTestId('under-way').locator(`[data-scan-id="${scanId}"]`).click();
  await page.locator(`[data-testid=reading][data-scan-id="${scanId}"]`).waitFor();
  await page.getByTestId('decide').getByText('The machine is not done yet').waitFor();
  expect(await page.locator('.kinds:disabled').count()).toBe(1);
  await context.close();
});
