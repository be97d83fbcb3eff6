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
  /** Resolves once the page speaks as it should. */
  const enter = async (browserLocale: string, spoken: string, asked?: string): Promise<void> => {
    const context = await desk.browser.newContext({ locale: browserLocale });
    context.setDefaultTimeout(50_000);
    const page = await context.newPage();
    await page.goto(desk.served.url);
    await page.getByTestId('sign-in').waitFor();
    if (asked) await page.getByTestId('locale').selectOption(asked);
    await desk.signIn(page, 'officer');
    await page.getByTestId('user').waitFor();
    await page.locator(`html[lang=${spoken}]`).waitFor();
    if (asked) await expect.poll(localeOf, { timeout: 20_000 }).toBe(asked);
    await context.close();
  };
  expect(known).toBe('en');
  await enter('zh-CN', 'en');
  await desk.place.tools.db.updateTable('users').set({ locale: null }).where('name', '=', 'officer').execute();
  await enter('zh-CN', 'zh-CN');
  await enter('en', 'en');
  expect(await localeOf()).toBeNull();
  await enter('en', 'zh-CN', 'zh-CN');
  await enter('en', 'zh-CN');
});
