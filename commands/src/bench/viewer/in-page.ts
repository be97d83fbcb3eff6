import type { Browser, Page } from 'playwright';

/** What the page says of one opening, ms since its address was entered. */
export interface Opening {
  firstMs: number;
  wholeMs: number;
  /** Longest time in which the page did not answer a hand. */
  longestBlockMs: number;
}

/** Watches the example page from its first line on. */
const WATCH = `
  window.seen = { firstMs: 0, wholeMs: 0, longestBlockMs: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longestBlockMs = Math.max(seen.longestBlockMs, duration);
  }).observe({ type: 'longtask', buffered: true });
  new MutationObserver(() => {
    const host = document.getElementById('picture');
    if (!host?.dataset.strips) return;
    const whole = Number(host.dataset.strips) >= 16;
    // The frame after it: by then what was drawn is on the screen.
    requestAnimationFrame(() => {
      seen.firstMs ||= performance.now();
      if (whole) seen.wholeMs ||= performance.now();
    });
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-strips', 'data-preview'] });
`;

const WINDOW_SETTLES_MS = 2_000;

/** Opens the example page in a browser's fresh context and waits for all sixteen strips. */
export async function openPicture(
  browser: Browser,
  address: string,
  viewport: { width: number; height: number },
): Promise<{ page: Page; times: Opening }> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  // The browser may be closed before it.
  page.once('close', () => void context.close().catch(() => {}));
  await page.addInitScript(WATCH);
  // A new window of a browser loads things of its own; an analyst's has long been open.
  await page.waitForTimeout(WINDOW_SETTLES_MS);
  await page.goto(address);
  await page.waitForFunction('seen.wholeMs > 0', undefined, { timeout: 120_000 });
  return { page, times: (await page.evaluate('seen')) as Opening };
}

/** What is moved, and how the picture is shown meanwhile. */
export const FRAME_MODES = [
  'pan_fit',
  'pan_1to1',
  'zoom',
  'window',
  'pan_1000_boxes',
  'prepared_filters',
  'prepared_colours',
] as const;
/** On the page with marks. */
export const MARK_MODES = ['pan_1000_marks', 'zoom_1000_marks'] as const;
export type FrameMode = (typeof FRAME_MODES)[number] | (typeof MARK_MODES)[number];

const BEFORE: Record<FrameMode, string> = {
  pan_fit: 'v.fit();',
  pan_1to1: 'v.oneToOne();',
  zoom: 'v.fit();',
  window: 'v.fit();',
  pan_1000_boxes: `v.fit(); v.setFindings(Array.from({ length: 1000 }, (_, i) => ({ id: String(i), label: String(i),
    kind: 'anomaly', box: { x: (i % 50) * 78, y: Math.floor(i / 50) * 48, w: 50, h: 30 } })));`,
  pan_1000_marks: 'v.fit(); setMarks(1000);',
  zoom_1000_marks: 'v.fit(); setMarks(1000);',
  prepared_filters: 'v.fit(); v.setDisplay({ edges: 0.5, localContrast: 0.5 });',
  // Bands of ratio: what the classes are does not matter for the time.
  prepared_colours: `v.fit(); v.setKnown({ material: { alphas: 64, alphaMax: 6, ratios: 64, ratioMin: 0.9, ratioMax: 1.3,
    classes: Uint8Array.from({ length: 4096 }, (_, i) => (i >> 6) % 5) } }); v.setDisplay({ palette: 'material' });`,
};

const EACH: Record<FrameMode, string> = {
  pan_fit: 'v.pan(i % 40 < 20 ? 6 : -6, i % 2);',
  pan_1to1: 'v.pan(i % 40 < 20 ? 6 : -6, i % 2);',
  zoom: 'v.zoom(i % 40 < 20 ? 1.04 : 1 / 1.04);',
  window: 'v.setDisplay({ low: 100 + 20 * i, high: 50000 - 20 * i });',
  pan_1000_boxes: 'v.pan(i % 40 < 20 ? 6 : -6, i % 2);',
  pan_1000_marks: 'v.pan(i % 40 < 20 ? 6 : -6, i % 2);',
  zoom_1000_marks: 'v.zoom(i % 40 < 20 ? 1.04 : 1 / 1.04);',
  prepared_filters: 'v.pan(i % 40 < 20 ? 6 : -6, i % 2);',
  prepared_colours: 'v.pan(i % 40 < 20 ? 6 : -6, i % 2);',
};

const AFTER = `v.setFindings([]); v.setDisplay({ edges: 0, localContrast: 0, palette: 'grey' });`;

/** Times to the frame after each of so many strokes. */
export async function strokesOf(page: Page, count: number): Promise<number[]> {
  return page.evaluate(`(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    setMarks(1000);
    await frame(); await frame();
    const took = [];
    for (let i = 0; i < ${count}; i++) {
      const before = await frame();
      addMark();
      took.push((await frame()) - before);
    }
    return took;
  })()`) as Promise<number[]>;
}

/** Times between frames while something changes in each of them; the first one apart, as it prepares, and how long after the last the exact one stands there. */
export async function framesOf(
  page: Page,
  mode: FrameMode,
  count: number,
): Promise<{ moving: number[]; first: number; rest: number }> {
  return page.evaluate(`(async () => {
    const v = document.getElementById('picture').viewer;
    const frame = () => new Promise(requestAnimationFrame);
    await frame(); await frame();
    const before = performance.now();
    ${BEFORE[mode]}
    // Reading back waits until the card, or what stands for it, is done.
    v.readPixels();
    const first = performance.now() - before;
    const moving = [];
    let last = await frame();
    for (let i = 0; i < ${count}; i++) {
      ${EACH[mode]}
      const now = await frame();
      moving.push(now - last);
      last = now;
    }
    const canvas = document.querySelector('#picture canvas');
    const rested = performance.now();
    do await frame(); while (canvas.width < canvas.parentElement.clientWidth);
    const rest = performance.now() - rested;
    ${AFTER}
    return { moving, first, rest };
  })()`) as Promise<{ moving: number[]; first: number; rest: number }>;
}
