import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openRelay } from '../../stores/src/testing/relay.ts';
import { type Desk, openDesk } from './testing/desk.ts';

vi.setConfig({ testTimeout: 180_000 });

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

test('a line that dies without a word is noticed and told, and what was missed is there once it lives again', async () => {
  const relay = await openRelay(desk.served.url);
  const { page, context } = await desk.sit('analyst');
  await page.goto(`${relay.url}/#/review`);
  const listed = (scanId: string) => page.getByTestId('worklist').locator(`a[href*="${scanId}"]`);
  await listed(await desk.addScan('CSQU3054383')).waitFor();
  expect(await page.getByTestId('offline').count()).toBe(0);

  relay.die();
  const missed = await desk.addScan('TGHU1234567');
  await page.getByTestId('offline').waitFor();
  expect(await listed(missed).count()).toBe(0);

  relay.live();
  relay.cut();
  await listed(missed).waitFor();
  await page.getByTestId('offline').waitFor({ state: 'detached' });
  await context.close();
  await relay.close();
});
