import { keys, ScanId, TrainingId, type TrainingScan } from '@h986/domain';
import { jsonBytes } from '@h986/stores';
import axe from 'axe-core';
import type { Page } from 'playwright';
import { ulid } from 'ulid';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { GEOMETRY } from '../../analyst-ui/server/src/testing/hand-made.ts';
import { type Desk, openDesk } from './testing/desk.ts';

/** WCAG 2.2 AA and what it builds on. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

vi.setConfig({ testTimeout: 180_000 });

let desk: Desk;
let scanId: string;
beforeAll(async () => {
  desk = await openDesk();
  // What it can be compared with.
  await desk.addScan('CSQU3054383', { x: 20, w: 400 });
  scanId = await desk.addScan('CSQU3054383', { x: 60, w: 400 });
  await desk.addScan('MSKU0000006');
});
afterAll(() => desk?.close());

/** An exercise and a reference to look up, with pixels of the scan. */
async function addTraining(): Promise<void> {
  for (const kind of ['exercise', 'reference'] as const) {
    const id = TrainingId.parse(ulid());
    const threat = { family: 'pistols', boxPx: { x: 100, y: 4, w: 20, h: 3 } };
    const of = { geometry: GEOMETRY, lines: 512, planes: 1, background: null, madeAt: '2026-11-23T08:00:00.000Z' };
    const about: TrainingScan = { v: 1, id, kind, cargo: 'shoes', threat, ...of };
    const { objects } = desk.place;
    await objects.putOnce(keys.trainingPlane(id, 0), await objects.get(keys.plane(ScanId.parse(scanId), 0)));
    await objects.putOnce(keys.trainingScan(id), jsonBytes(about));
  }
}

/** What axe finds wrong, in English in the dark and in Chinese in the light. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const { locale, theme } of [
    { locale: 'zh-CN', theme: 'light' },
    { locale: 'en', theme: 'dark' },
  ]) {
    // A dialog keeps the language that it was opened in.
    const switches = page.locator('[data-testid=locale]:not(:modal *)');
    if ((await page.locator('dialog:modal').count()) === 0 && (await switches.count()) > 0) {
      await switches.selectOption(locale);
      await page.locator(`html[lang=${locale}]`).waitFor();
    }
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    faults.push(...(await audit(page)).map((fault) => `${theme} ${fault}`));
  }
  return faults;
}

async function audit(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (tags) => {
    const { run } = (window as unknown as { axe: typeof axe }).axe;
    const runOnly = { type: 'tag' as const, values: tags };
    const { violations } = await run(document, { runOnly, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
    );
  }, TAGS);
}

test('the sign-in is free of faults', async () => {
  const context = await desk.browser.newContext({ locale: 'en' });
  const page = await context.newPage();
  await page.goto(desk.served.url);
  await page.getByTestId('sign-in').waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
  await context.close();
});

test('the lane and the question whether to abort are free of faults', async () => {
  const { page, context } = await desk.sit('operator');
  await page.getByTestId('live-scan').waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
  await page.locator('input[name=container0], input[name=container1]').first().fill('CSQU3054384');
  await page.getByTestId('order-only').click();
  await page.locator('[aria-invalid=true]').waitFor();
  await page.locator('input[name=container1]').fill('TGHU1234567');
  await page.locator('input[name=container1]').fill('');
  await page.getByTestId('order-only').click();
  await page.getByTestId('abort').click();
  expect.soft(await faultsOf(page)).toEqual([]);
  await context.close();
});

test('the review desk, its dialogs and its second windows are free of faults', async () => {
  const { page, context } = await desk.sit('analyst', { hash: '#/review' });
  await page.getByTestId('worklist').locator('a').first().waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);

  await page.goto(`${desk.served.url}/#/review/${scanId}`);
  await page.locator('[data-testid=decide][data-held=true]').waitFor();
  await page.keyboard.press('Shift+I');
  await page.keyboard.press('Shift+5');
  await page.keyboard.press('.');
  expect.soft(await faultsOf(page)).toEqual([]);
  // A mark, only its place to be opened, and a note being written.
  for (const key of ['p', 'Shift+B', 'Enter', 'Shift+W', 'Shift+T', 'Enter']) await page.keyboard.press(key);
  await page.getByTestId('mark-text').waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+U');
  expect.soft(await faultsOf(page)).toEqual([]);

  await page.keyboard.press('Control+K');
  await page.getByTestId('palette-search').waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.locator('[data-key-of=picture-invert]').waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByTestId('menu').click();
  expect.soft(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');

  for (const kind of ['picture', 'facts']) {
    const second = await context.newPage();
    await second.goto(`${desk.served.url}/?window=${kind}`);
    await second.getByTestId(`${kind}-window`).waitFor();
    expect.soft(await faultsOf(second)).toEqual([]);
    await second.close();
  }
  await context.close();
});

test('a comparison is free of faults, whichever way the two are looked at', async () => {
  const { page, context } = await desk.sit('analyst2', { hash: `#/review/${scanId}` });
  await page.locator('[data-testid=viewer][data-strips="2"]').waitFor();
  await page.locator('[data-action=compare]:enabled').first().waitFor();
  await page.keyboard.press('g');
  await page.locator('[data-testid=beside][data-strips="2"]').waitFor();
  await page.getByTestId('compare').locator('summary').click();
  expect.soft(await faultsOf(page)).toEqual([]);
  for (const key of ['s', 'r', 'd']) {
    await page.keyboard.press(key);
    await page.getByTestId('compare-foot').waitFor();
    expect.soft(await faultsOf(page)).toEqual([]);
  }
  await context.close();
});

test('audit, declarations, training and accounts are free of faults', async () => {
  const declaration = {
    reference: '26CN0001',
    declaredAt: '2026-11-20T08:00:00Z',
    equipment: [{ container: 'CSQU3054383', seals: ['H1'] }],
    goods: [{ description: 'green tea', hsCode: '090210', packages: 20 }],
  };
  const { page, context } = await desk.sit('officer', { hash: `#/audit/${scanId}` });
  await page.request.post(`${desk.served.url}/api/declarations`, { data: declaration });
  await page.getByTestId('timeline').locator('summary').first().click();
  expect.soft(await faultsOf(page)).toEqual([]);
  await page.goto(`${desk.served.url}/#/declarations`);
  await page.getByText('26CN0001').first().click();
  expect.soft(await faultsOf(page)).toEqual([]);
  await page.goto(`${desk.served.url}/#/training`);
  await page.locator('main').waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
  await addTraining();
  await page.reload();
  await page.getByTestId('next-exercise').click();
  await page.getByTestId('training-viewer').waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
  await page.getByTestId('say-clear').click();
  await page.getByTestId('truth').waitFor();
  // By threat, and the one there is.
  for (const _ of [1, 2]) await page.getByTestId('library').locator('button').last().click();
  await page.getByTestId('reference').waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
  await context.close();

  const admin = await desk.sit('admin', { hash: '#/accounts' });
  await admin.page.getByText('analyst2').first().waitFor();
  expect.soft(await faultsOf(admin.page)).toEqual([]);
  await admin.context.close();
});
