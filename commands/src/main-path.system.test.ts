import { provide } from '@h986/stores/provision';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPage } from './house/build-page.ts';
import { LANE, openStreet, type Street } from './testing/street.ts';

const CONTAINER = 'MSKU0000006';
let street: Street;
let browser: Browser;
beforeAll(async () => {
  const executablePath =
    process.env.CHROMIUM_PATH ??
    (await provide({ what: 'Chromium', commands: ['chromium', 'chromium-browser'], packages: ['chromium'] }));
  await buildPage();
  street = await openStreet({ lineRateHz: 150 });
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });
});
afterAll(async () => {
  await browser?.close();
  await street?.close();
});

/** A browser of their own for each, as at three desks. Any error on the page fails the test. */
async function signIn(role: string, locale = 'en'): Promise<{ page: Page; errors: string[] }> {
  const user = street.house.users.find((u) => u.role === role);
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale });
  context.setDefaultTimeout(100_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(street.house.url);
  const form = page.getByTestId('sign-in');
  await form.locator('input[name=name]').fill(user?.name ?? '');
  await form.locator('input[name=password]').fill(user?.password ?? '');
  await form.locator('button[type=submit]').click();
  await page.getByTestId('user').waitFor();
  return { page, errors };
}

/** How many different greys the picture has: an empty canvas has one. */
async function greys(page: Page): Promise<number> {
  const png = await page.getByTestId('viewer').locator('canvas').first().screenshot();
  const { default: sharp } = await import('sharp');
  const { data } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  return new Set(data).size;
}

test('a truck is ordered, scanned, seen, decided, and found in the audit log', async () => {
  const operator = await signIn('operator');
  await operator.page.getByTestId('lane').selectOption(LANE);
  const form = operator.page.getByTestId('order-form');
  const container = form.locator('input').first();
  await container.fill('MSKU0000005');
  await form.getByTestId('order-and-trigger').click();
  // A wrong check digit is shown, and nothing is ordered.
  await expect.poll(() => form.locator('[aria-invalid=true]').count()).toBe(1);
  await container.fill(CONTAINER);
  await street.until('the scanner is ready', async () =>
    (await operator.page.getByTestId('scanner').innerText()).includes('Ready'),
  );
  await form.getByTestId('order-and-trigger').click();

  const live = operator.page.getByTestId('live-scan');
  await street.until('a strip on the screen while the truck moves', async () => {
    const strips = Number(await live.getByTestId('viewer').getAttribute('data-strips'));
    return strips > 0 && strips < 5;
  });
  await live.getByTestId('verdict').waitFor({ timeout: 150_000 });
  await expect.poll(() => greys(operator.page)).toBeGreaterThan(20);
  expect(operator.errors).toEqual([]);

  const analyst = await signIn('analyst');
  await analyst.page.getByTestId('worklist').getByText(CONTAINER).click();
  await analyst.page.getByTestId('reading').waitFor();
  await expect.poll(() => greys(analyst.page)).toBeGreaterThan(20);
  const decide = analyst.page.getByTestId('decide');
  // One stray key decides nothing.
  await analyst.page.keyboard.press('Enter');
  await decide.getByText('Inspect').click();
  await decide.getByTestId('decision-reason').selectOption('suspected-concealment');
  await decide.getByTestId('decision-text').fill('dense block behind the second row');
  await analyst.page.keyboard.press('Control+Enter');
  await analyst.page.getByTestId('decided').waitFor();
  expect(analyst.errors).toEqual([]);

  const officer = await signIn('risk-officer');
  await officer.page.getByTestId('decisions').getByText(CONTAINER).click();
  const timeline = officer.page.getByTestId('timeline');
  for (const action of [
    'scan-ordered',
    'scan-triggered',
    'result-recorded',
    'lease-taken',
    'scan-viewed',
    'decision',
  ]) {
    await timeline.locator(`[data-action=${action}]`).first().waitFor();
  }
  await timeline.locator('[data-action=decision] summary').click();
  expect(await timeline.locator('[data-action=decision]').innerText()).toContain('dense block behind the second row');
  await expect.poll(() => officer.page.getByTestId('chain').innerText()).toContain('Unbroken');
  expect(officer.errors).toEqual([]);
});

test('the three screens speak Chinese from the first word', async () => {
  const english = /\b(Scanner|Order|Worklist|Verdict|Search|Release|Audit|Lane|Decision)\b/;
  for (const role of ['operator', 'analyst', 'risk-officer']) {
    const { page, errors } = await signIn(role);
    await page.getByTestId('locale').selectOption('zh-CN');
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('zh-CN');
    const text = (await page.locator('body').innerText()).replace(/Demo [a-z ]+/g, '').replace('English', '');
    expect(text, role).not.toMatch(english);
    expect(text).toMatch(/[\u4e00-\u9fff]/);
    expect(errors).toEqual([]);
    await page.context().close();
  }
});

test('the page asks nothing of anybody but its own server', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(street.house.url) && !request.url().startsWith('blob:')) foreign.push(request.url());
  });
  await page.goto(street.house.url);
  await page.getByTestId('sign-in').waitFor();
  expect(foreign).toEqual([]);
});
