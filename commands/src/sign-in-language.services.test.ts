import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Desk, openDesk } from './testing/desk.ts';

vi.setConfig({ testTimeout: 120_000 });

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

test('a language that is asked for at the sign-in stays, and is that user’s the next time; a browser’s own counts until then', async () => {
  const localeOf = async (): Promise<string | null | undefined> =>
    (await desk.place.tools.db.selectFrom('users').select('locale').where('name', '=', 'officer').executeTakeFirst())
      ?.locale;
  const known = await localeOf();
  const enter = async (browserLocale: string, asked?: string): Promise<string> => {
    const context = await desk.browser.newContext({ locale: browserLocale });
    context.setDefaultTimeout(50_000);
    const page = await context.newPage();
    await page.goto(desk.served.url);
    await page.getByTestId('sign-in').waitFor();
    if (asked) await page.getByTestId('locale').selectOption(asked);
    await desk.signIn(page, 'officer');
    await page.getByTestId('user').waitFor();
    const read = await page.locator('html').getAttribute('lang');
    if (asked) await expect.poll(localeOf, { timeout: 20_000 }).toBe(asked);
    await context.close();
    return read ?? '';
  };
  expect(known).toBe('en');
  expect(await enter('zh-CN')).toBe('en');
  await desk.place.tools.db.updateTable('users').set({ locale: null }).where('name', '=', 'officer').execute();
  expect(await enter('zh-CN')).toBe('zh-CN');
  expect(await enter('en')).toBe('en');
  expect(await localeOf()).toBeNull();
  expect(await enter('en', 'zh-CN')).toBe('zh-CN');
  expect(await enter('en')).toBe('zh-CN');
});
