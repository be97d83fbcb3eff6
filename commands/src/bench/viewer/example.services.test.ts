import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syntheticScan } from '@h986/fixtures';
import { provide } from '@h986/stores/provision';
import { chromium } from 'playwright';
import { expect, test } from 'vitest';
import { buildExample } from './build-example.ts';
import { openScanSite } from './scan-site.ts';

test('the example page, built by itself, shows a whole scan with nothing of ours around it', async () => {
  const pages = await mkdtemp(join(tmpdir(), 'h986-example-'));
  await buildExample(pages);
  const shape = { lines: 600, channels: 120, linePitchMm: 4, channelPitchMm: 4 };
  const site = await openScanSite(syntheticScan({ seed: 1, ...shape, cargo: 'mixed' }), pages);
  const executablePath =
    process.env.CHROMIUM_PATH ??
    (await provide({ what: 'Chromium', commands: ['chromium', 'chromium-browser'], packages: ['chromium'] }));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: { width: 800, height: 300 } });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${site.url}/index.html?scan=${site.scan}`);
    await page.waitForSelector('#picture[data-strips="3"][data-preview="true"]', { timeout: 30_000 });
    await page.mouse.move(400, 130);
    await expect.poll(() => page.textContent('#read-out')).toMatch(/^\d+, \d+: T 0?\.?\d+/);
    const seen = await page.evaluate(
      `(() => { const { data } = document.getElementById('picture').viewer.readPixels(); return new Set(data).size; })()`,
    );
    expect(seen).toBeGreaterThan(50);
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
    await site.close();
    await rm(pages, { recursive: true, force: true });
  }
});
