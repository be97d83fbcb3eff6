import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syntheticScan } from '@h986/fixtures';
import { provide } from '@h986/stores/provision';
import { type Browser, chromium } from 'playwright';
import { figure, median, progress } from './figures.ts';
import { buildExample, MARKS_PAGE } from './viewer/build-example.ts';
import { FRAME_MODES, framesOf, MARK_MODES, openPicture, strokesOf } from './viewer/in-page.ts';
import { openScanSite } from './viewer/scan-site.ts';

/** Other work on the machine shows in every figure; medians over this many openings. */
const OPENINGS = 5;
const SCREEN = { width: 1920, height: 1080 };

/**
 * The viewer in a real browser that has no graphics card: from the address to the first picture and to the last strip of
 * 4,000 x 1,000 of both energies, and what a frame takes while a hand moves the picture or the window.
 */
export async function benchViewer({ quick }: { quick: boolean }): Promise<void> {
  const pages = await mkdtemp(join(tmpdir(), 'h986-viewer-'));
  progress('viewer: a scan of 4,000 x 1,000, and the example page ...');
  const shape = { lines: 4_000, channels: 1_000, linePitchMm: 4, channelPitchMm: 4 };
  const site = await openScanSite(syntheticScan({ seed: 1, ...shape, cargo: 'mixed' }), pages);
  const browser = await openBrowser();
  try {
    await buildExample(pages);
    await buildExample(join(pages, 'marks'), MARKS_PAGE);
    const address = `${site.url}/index.html?scan=${site.scan}`;
    figure('viewer_strips', site.planeBytes / 1e6, 'MB');
    await openings(browser, address, quick ? 1 : OPENINGS);
    await frames(browser, address, quick ? 15 : 60);
    await marks(browser, `${site.url}/marks/index.html?scan=${site.scan}`, quick ? 15 : 60);
  } finally {
    await browser.close();
    await site.close();
    await rm(pages, { recursive: true, force: true });
  }
}

async function openings(browser: Browser, address: string, times: number): Promise<void> {
  progress(`viewer: opened ${times} times ...`);
  const runs: Awaited<ReturnType<typeof openPicture>>['times'][] = [];
  for (let i = 0; i < times; i++) {
    const { page, times: of } = await openPicture(browser, address, SCREEN);
    runs.push(of);
    await page.close();
  }
  figure('viewer_first_picture', median(runs.map((run) => run.firstMs)), 'ms');
  figure('viewer_full_depth', median(runs.map((run) => run.wholeMs)), 'ms');
  figure('viewer_longest_block_while_loading', median(runs.map((run) => run.longestBlockMs)), 'ms');
}

async function frames(browser: Browser, address: string, count: number): Promise<void> {
  const { page } = await openPicture(browser, address, SCREEN);
  for (const mode of FRAME_MODES) {
    progress(`viewer: frames, ${mode} ...`);
    const { moving, first, rest } = await framesOf(page, mode, count);
    figure(`viewer_frame_${mode}`, median(moving), 'ms');
    if (mode === 'zoom') figure('viewer_exact_after_zoom', rest, 'ms');
    if (mode.startsWith('prepared')) figure(`viewer_first_frame_${mode}`, first, 'ms');
  }
  await page.close();
}

/** The same with a thousand marks of the review desk over it, and what one more stroke takes beside them. */
async function marks(browser: Browser, address: string, count: number): Promise<void> {
  const { page } = await openPicture(browser, address, SCREEN);
  for (const mode of MARK_MODES) {
    progress(`viewer: frames, ${mode} ...`);
    figure(`viewer_frame_${mode}`, median((await framesOf(page, mode, count)).moving), 'ms');
  }
  figure('viewer_stroke_beside_1000_marks', median(await strokesOf(page, count)), 'ms');
  await page.close();
}

async function openBrowser(): Promise<Browser> {
  const executablePath =
    process.env.CHROMIUM_PATH ??
    (await provide({ what: 'Chromium', commands: ['chromium', 'chromium-browser'], packages: ['chromium'] }));
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];
  return chromium.launch({ executablePath, args });
}
