import type { Call } from '../api/call.ts';
import type { Viewer } from '../viewer/index.ts';

export interface PictureFeed {
  /** There may be more to draw. */
  refresh(): void;
  stop(): void;
}

interface Options {
  call: Call;
  scanId: string;
  /** Without `setPreview` no preview is asked for. */
  viewer: Pick<Viewer, 'setPicture' | 'addStrip'> & Partial<Pick<Viewer, 'setPreview'>>;
  /** After each strip: how many are drawn. */
  onShown(strips: number): void;
  /** Null when all is well again. */
  onError(error: unknown): void;
  retryMs?: number;
}

/** Strips fetched at a time: enough to hide the way to the server, few enough to draw them in order. */
const AT_ONCE = 3;

/**
 * Brings a scan's strips into the viewer, those there are and those that come, each once. Of a scan that is whole its preview comes
 * first, alone on the way: something to look at while megabytes follow.
 */
export function createPictureFeed({ call, scanId, viewer, onShown, onError, retryMs = 2_000 }: Options): PictureFeed {
  const drawn = new Set<number>();
  let begun = false;
  let busy = false;
  let again = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function pull(): Promise<void> {
    const { geometry, lines, planes } = await call('getPicture', { params: { scanId } });
    if (geometry === null || stopped) return;
    if (!begun) {
      viewer.setPicture(geometry, lines === null ? {} : { lines });
      begun = true;
      if (lines !== null && viewer.setPreview) await early(viewer.setPreview);
    }
    const missing = planes.filter((strip) => !drawn.has(strip));
    await Promise.all(Array.from({ length: AT_ONCE }, () => drain(missing)));
    // A strip that nobody has is hatched, not a preview that could be taken for the picture.
    if (!stopped) await viewer.setPreview?.(null);
  }

  /** There may be none yet, and none is needed. */
  async function early(show: Viewer['setPreview']): Promise<void> {
    const preview = await call('getPreview', { params: { scanId } }).catch(() => null);
    if (preview !== null && !stopped) await show(preview).catch(() => {});
  }

  async function drain(missing: number[]): Promise<void> {
    for (let strip = missing.shift(); strip !== undefined && !stopped; strip = missing.shift()) {
      const plane = await call('getPlane', { params: { scanId, strip } });
      await viewer.addStrip(new Uint8Array(await plane.arrayBuffer()));
      drawn.add(strip);
      if (!stopped) onShown(drawn.size);
    }
  }

  function refresh(): void {
    if (stopped) return;
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    clearTimeout(timer);
    pull()
      .then(
        () => onError(null),
        (error: unknown) => {
          if (stopped) return;
          onError(error);
          timer = setTimeout(refresh, retryMs);
        },
      )
      .finally(() => {
        busy = false;
        if (again) refresh();
        again = false;
      });
  }

  refresh();
  return {
    refresh,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
