import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Desk, openDesk } from './testing/desk.ts';

vi.setConfig({ testTimeout: 180_000 });

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

/** A machine that does other work too takes its time. */
const until = <T>(look: () => T) => expect.poll(look, { timeout: 30_000 });
const bar = (page: Page) => page.getByTestId('compare');
/** Looking takes time, and the record counts it in tenths of a second. */
const look = (page: Page): Promise<void> => page.waitForTimeout(200);
const drawn = (page: Page) => page.locator('[data-testid=compare][data-strips="2"]').waitFor();

/** Grey values of the row through the middle of the picture, and how many of each. */
async function greys(page: Page): Promise<Map<number, number>> {
  const shot = await page.locator('[data-testid=viewer] canvas').first().screenshot();
  const { data, info } = await sharp(shot).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const row = Math.floor(info.height / 2) * info.width * 3;
  const found = new Map<number, number>();
  for (let x = 10; x < info.width - 10; x++) {
    const value = data[row + 3 * x] as number;
    found.set(value, (found.get(value) ?? 0) + 1);
  }
  return found;
}

test('the earlier scan of a container is compared by keys alone, container on container, and the record names it', async () => {
  const earlier = await desk.addScan('MSKU0000006', { x: 20, w: 400 });
  const scanId = await desk.addScan('MSKU0000006', { x: 60, w: 400 });
  const { page, context } = await desk.sit('analyst', { hash: `#/review/${scanId}` });
  const keys = page.keyboard;
  await page.locator('[data-testid=decide][data-held=true]').waitFor();
  await page.locator('[data-testid=viewer][data-strips="2"]').waitFor();
  await until(() => page.locator('[data-action=compare]').first().isEnabled()).toBe(true);

  await keys.press('g');
  await page.locator('[data-testid=beside][data-strips="2"]').waitFor();
  expect(await bar(page).locator('select').first().locator('option:checked').innerText()).toMatch(
    /^Same container · MSKU0000006 · .*Suspicious$/,
  );

  await look(page);
  await keys.press('d');
  await drawn(page);
  await look(page);
  expect(await bar(page).getAttribute('data-mode')).toBe('difference');
  expect(await page.getByTestId('beside').count()).toBe(0);
  await keys.press('s');
  await until(() => page.locator('input.swipe').inputValue()).toBe('0.5');
  await page.locator('input.swipe').focus();
  for (let i = 0; i < 5; i++) await keys.press('ArrowRight');
  expect(await page.locator('input.swipe').inputValue()).toBe('0.55');
  await look(page);
  await page.getByTestId('viewer').focus();
  await keys.press('r');
  await look(page);
  await keys.press(';');
  const shows = page.getByTestId('blink-shows');
  const before = await shows.innerText();
  await keys.press(';');
  await until(() => shows.innerText()).not.toBe(before);
  await keys.press('g');
  await until(() => bar(page).count()).toBe(0);

  for (const key of ['Shift+R', 'Shift+1', 'Control+Enter']) await keys.press(key);
  await page.getByTestId('decided').waitFor();
  const { display } = await desk.place.tools.db
    .selectFrom('decisions')
    .select('display')
    .where('scan_id', '=', scanId)
    .executeTakeFirstOrThrow();
  const { compared } = display as { compared: { scanId: string; mode: string; seconds: number }[] };
  expect(compared.map((one) => `${one.scanId} ${one.mode}`)).toEqual(
    ['side', 'difference', 'swipe', 'blink'].map((mode) => `${earlier} ${mode}`),
  );
  expect(compared.every(({ seconds }) => seconds > 0 && seconds < 120)).toBe(true);
  await context.close();

  const officer = await desk.sit('officer', { hash: `#/audit/${scanId}` });
  const event = officer.page.locator('[data-testid=timeline] [data-action=decision] .what');
  await until(() => event.innerText()).toMatch(/compared with .*Swipe, [\d.]+ s/);
  await officer.context.close();
});

test('two pictures of the same pixels differ nowhere, one laid 40 lines off does; in step the two beside each other stay so', async () => {
  await desk.addScan('CSQU3054383', { x: 60, w: 400 });
  const scanId = await desk.addScan('CSQU3054383', { x: 60, w: 400 });
  const { page, context } = await desk.sit('analyst', { hash: `#/review/${scanId}` });
  await page.locator('[data-testid=viewer][data-strips="2"]').waitFor();
  await until(() => page.locator('[data-action=compare]').first().isEnabled()).toBe(true);
  await page.keyboard.press('b');
  await page.keyboard.press('d');
  await drawn(page);
  await until(async () => (await greys(page)).size).toBe(1);
  await bar(page).locator('summary').click();
  const along = bar(page).locator('input[type=number]').first();
  await along.fill('160');
  await until(async () => (await greys(page)).size).toBeGreaterThan(1);
  await bar(page).getByRole('button', { name: 'Reset' }).click();
  await until(async () => (await greys(page)).size).toBe(1);

  // A drag with Alt moves the other alone: what was reset is set again.
  await page.getByTestId('viewer').focus();
  await page.keyboard.press('a');
  const other = page.locator('[data-testid=beside][data-strips="2"]');
  await other.waitFor();
  const { x, y, width, height } = (await other.boundingBox()) as DOMRect;
  const drag = async (): Promise<void> => {
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + 15, y + height / 2);
    await page.mouse.move(x + width / 2 + 30, y + height / 2);
    await page.mouse.up();
  };
  await drag();
  expect(await along.inputValue()).toBe('0');
  await page.keyboard.down('Alt');
  await drag();
  await page.keyboard.up('Alt');
  await until(() => along.inputValue()).not.toBe('0');
  await context.close();
});

test('another picture that cannot be had is said, and this one stays', async () => {
  const other = await desk.addScan('TGHU1234567', { x: 60, w: 400 });
  const scanId = await desk.addScan('TGHU1234567', { x: 60, w: 400 });
  const { page, context } = await desk.sit('analyst', { hash: `#/review/${scanId}` });
  await page.route(`**/scans/${other}/planes/**`, (route) => route.abort('connectionreset'));
  await page.locator('[data-testid=viewer][data-strips="2"]').waitFor();
  await page.getByTestId('siblings').getByRole('button').first().click();
  await page.keyboard.press('s');
  await bar(page).getByRole('alert').waitFor();
  expect(await page.getByTestId('viewer').getAttribute('data-strips')).toBe('2');
  await page.unroute(`**/scans/${other}/planes/**`);
  await drawn(page);
  expect(await bar(page).getByRole('alert').count()).toBe(0);
  await context.close();
});
