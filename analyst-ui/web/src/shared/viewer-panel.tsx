import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useTarget } from '../actions/context.tsx';
import { useApp } from '../app/context.ts';
import { errorWords } from '../i18n/word.ts';
import {
  type Backend,
  createViewer,
  decodeHeatMap,
  type MarkedBox,
  type Viewer,
  type ViewerState,
} from '../viewer/index.ts';
import { announce } from './announcer.tsx';
import { useEvents } from './hooks.ts';
import { type LoadShown, useLoadLayers } from './load-layers.ts';
import { createPictureFeed, type PictureFeed } from './picture-feed.ts';
import { readOutWords } from './read-out.ts';
import { ViewerTools } from './viewer-tools.tsx';

const REST_MS = 800;

interface Props {
  scanId: string;
  /** Boxes over the picture; their list should not change without need. */
  boxes?: readonly MarkedBox[];
  /** Revision whose heat map can be had, null when there is none. */
  heatMapOf?: string | null;
  /** What the load's reading knows of the picture. */
  load?: LoadShown | undefined;
  lit?: string | null;
  onHover?(id: string | null): void;
  viewerRef?: RefObject<Viewer | null>;
  /** The viewer and its element; null when it goes. Should not change without need. */
  onViewer?(shown: { viewer: Viewer; host: HTMLElement } | null): void;
  /** Another row of tools. */
  tools?: ReactNode;
  /** What stands right of the picture. */
  beside?: ReactNode;
  /** What lies over the picture for a while. */
  over?: ReactNode;
  onShown?(strips: number): void;
  /** How the picture is shown, each time it changes. */
  onSeen?(state: ViewerState): void;
}

/** The picture of one scan with its tools; grows by itself while the truck moves. */
export function ViewerPanel({
  scanId,
  boxes,
  heatMapOf = null,
  load,
  lit = null,
  onHover,
  viewerRef,
  onViewer,
  tools,
  beside,
  over,
  onShown,
  onSeen,
}: Props) {
  const { call, words, format } = useApp();
  const host = useRef<HTMLElement>(null);
  const readOut = useRef<HTMLOutputElement>(null);
  const feed = useRef<PictureFeed>(null);
  const latest = useRef({ onHover, onShown, onSeen, words, format });
  latest.current = { onHover, onShown, onSeen, words, format };
  const [viewer, setViewer] = useState<Viewer | null>(null);
  const [state, setState] = useState<ViewerState | null>(null);
  const [backend, setBackend] = useState<Backend>('webgl2');
  const [error, setError] = useState<unknown>(null);
  const [shown, setShown] = useState(0);
  const [early, setEarly] = useState(false);
  useTarget('viewer', viewer);

  useEffect(() => {
    if (host.current === null) return;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const made = createViewer(host.current, {
      // Asked for its state while something is being drawn, the viewer may find that it has changed.
      onState: (next) =>
        queueMicrotask(() => {
          latest.current.onSeen?.(next);
          setState((old) => (old !== null && sameTools(old, next) ? old : next));
        }),
      onBackend: setBackend,
      onShown: ({ preview }) => setEarly(preview),
      onHoverFinding: (id) => latest.current.onHover?.(id),
      formatMeasure({ mm, px }) {
        const { words: w, format: f } = latest.current;
        return mm === null ? w.viewer.lengthPx(f.number(px)) : w.viewer.length(f.number(mm / 1000, 3));
      },
      onReadOut(value) {
        const { words: w, format: f } = latest.current;
        if (readOut.current) readOut.current.textContent = readOutWords(value, w, f);
        clearTimeout(rest);
        // Said once the pointer rests: while it moves, one would hear nothing but numbers.
        if (value !== null) rest = setTimeout(() => announce(readOutWords(value, w, f)), REST_MS);
      },
    });
    setViewer(made);
    setState(made.getState());
    latest.current.onSeen?.(made.getState());
    if (viewerRef) viewerRef.current = made;
    onViewer?.({ viewer: made, host: host.current });
    return () => {
      onViewer?.(null);
      clearTimeout(rest);
      made.destroy();
    };
  }, [viewerRef, onViewer]);

  useEffect(() => {
    if (viewer === null) return;
    setShown(0);
    setEarly(false);
    setError(null);
    const onStrip = (strips: number): void => {
      setShown(strips);
      latest.current.onShown?.(strips);
    };
    feed.current = createPictureFeed({ call, scanId, viewer, onShown: onStrip, onError: setError });
    return () => feed.current?.stop();
  }, [viewer, scanId, call]);

  useEvents({
    onEvent(event) {
      const grown = event.kind === 'progress' && event.progress.kind === 'strip-shown';
      const ofThis = event.kind === 'scan' ? event.scan.scanId : 'scanId' in event.progress && event.progress.scanId;
      if (ofThis === scanId && (grown || event.kind === 'scan')) feed.current?.refresh();
    },
    onResync: () => feed.current?.refresh(),
  });

  const begun = shown > 0;
  useEffect(() => {
    if (begun) viewer?.setFindings(boxes ?? []);
  }, [viewer, boxes, begun]);
  useEffect(() => viewer?.highlight(lit), [viewer, lit]);
  useEffect(() => {
    if (viewer === null || !begun || heatMapOf === null) return;
    let current = true;
    call('getHeatMap', { params: { scanId } })
      .then(decodeHeatMap)
      .then((map) => current && viewer.setHeatMap(map), setError);
    return () => {
      current = false;
    };
  }, [viewer, begun, scanId, heatMapOf, call]);

  useLoadLayers(begun ? viewer : null, scanId, load, setError);

  return (
    <div className="viewer">
      {viewer && state && (
        <ViewerTools
          viewer={viewer}
          state={state}
          hasBoxes={boxes !== undefined}
          hasHeatMap={heatMapOf !== null}
          hasHiding={Boolean(load?.maps.hiding)}
        />
      )}
      {tools}
      {backend !== 'webgl2' && (
        <p className="banner warn" role="status">
          ⚠ {backend === 'cpu' ? words.viewer.onCpu : words.viewer.lost}
        </p>
      )}
      {error !== null && (
        <p className="banner warn" role="alert">
          ⚠ {words.viewer.failed(errorWords(words, error))}
        </p>
      )}
      <div className="pictures">
        <section
          ref={host}
          className="viewer-host"
          data-keys="picture"
          aria-label={words.viewer.picture}
          data-testid="viewer"
          data-strips={shown}
        >
          {shown === 0 && !early && <p className="viewer-empty">{words.lane.waitingForLines}</p>}
        </section>
        {beside}
      </div>
      {over}
      <output ref={readOut} className="read-out" aria-live="off">
        {words.viewer.noReadOut}
      </output>
    </div>
  );
}

function sameTools(a: ViewerState, b: ViewerState): boolean {
  return a.display === b.display && a.preset === b.preset && a.layers === b.layers && a.tool === b.tool;
}
