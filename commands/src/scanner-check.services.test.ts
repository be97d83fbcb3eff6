import { gradedFigure, type ScanId } from '@h986/domain';
import axe from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordResult } from '../../analyst-ui/server/src/recording/record-result.ts';
import {
  FIRST,
  newScanId,
  orderOf,
  putCalibration,
  putResult,
  resultOf,
} from '../../analyst-ui/server/src/testing/hand-made.ts';
import { type Desk, openDesk } from './testing/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

/** As the pipeline would leave a scan of the test object that was made just now. */
async function recordCheck(wireMm: number): Promise<ScanId> {
  const { tools, objects, clock } = desk.place;
  const at = clock.at.toISOString();
  const scanId = newScanId();
  await putCalibration(objects, scanId);
  const result = resultOf(orderOf(scanId, { containers: [], purpose: 'test-object', triggeredAt: at }));
  const figures = [gradedFigure('wire-air', wireMm), gradedFigure('penetration', null)];
  const check = {
    object: { name: 'generic', version: '1.0.0', sha256: 'ab'.repeat(32) },
    refusal: null,
    boxPx: null,
    figures,
  };
  await putResult(objects, { ...result, check, times: { ...result.times, firstLineAt: at } });
  await recordResult({ v: 1, scanId, revision: FIRST }, { ...tools, tell: desk.served.hub.tell });
  return scanId;
}

async function faultsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { run } = (window as unknown as { axe: typeof axe }).axe;
    const { violations } = await run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

test('the operator orders a check, sees why it has failed and how it has gone, in both languages and themes', async () => {
  const { page, context } = await desk.sit('operator');
  const card = page.getByTestId('check');
  await card.waitFor();
  await expect.poll(() => card.getAttribute('data-state')).toBe('none');
  await page.getByTestId('start-check').click();
  await page.getByTestId('live-scan').getByText('Test object').waitFor();
  await expect.poll(() => desk.place.sent.orders.length).toBe(1);

  await recordCheck(3);
  // Nobody loads the page again: the record tells it.
  await expect.poll(() => card.getAttribute('data-state')).toBe('failed');
  await card.getByText('thinnest wire in air: 3 mm, the limit is 1 mm.').waitFor();
  await card.getByText('none seen, not even the coarsest').waitFor();
  for (const details of await card.locator('details').all()) await details.locator('summary').click();
  await card.locator('svg[role=img]').first().waitFor();
  for (const { locale, theme } of [
    { locale: 'zh-CN', theme: 'light' },
    { locale: 'en', theme: 'dark' },
  ]) {
    await page.getByTestId('locale').selectOption(locale);
    await page.locator(`html[lang=${locale}]`).waitFor();
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    expect.soft(await faultsOf(page)).toEqual([]);
  }
  await context.close();
});

test('the analyst is told before judging, and the risk officer finds it', async () => {
  desk.place.clock.forward(1_000);
  const { tools, objects, clock } = desk.place;
  const at = clock.at.toISOString();
  const scanId = newScanId();
  await putCalibration(objects, scanId);
  const cargo = resultOf(orderOf(scanId, { triggeredAt: at }));
  await putResult(objects, { ...cargo, times: { ...cargo.times, firstLineAt: at } });
  await recordResult({ v: 1, scanId, revision: FIRST }, { ...tools, tell: desk.served.hub.tell });

  const analyst = await desk.sit('analyst', { hash: `#/review/${scanId}` });
  const warning = analyst.page.getByTestId('scanner-check-warning');
  await warning.waitFor();
  expect(await warning.getAttribute('data-state')).toBe('failed');
  expect(await analyst.page.getByTestId('worklist').innerText()).not.toContain('Test object');
  await analyst.context.close();

  const officer = await desk.sit('officer', { hash: '#/audit' });
  const search = officer.page.getByTestId('search');
  await search.locator('select[name=scannerCheck]').selectOption('invalid');
  await search.locator('button[type=submit]').click();
  await officer.page.getByText('No decision matches.').waitFor();
  await officer.context.close();
});
