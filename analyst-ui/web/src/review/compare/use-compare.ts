import type { Display, ScanDetail, SimilarScans } from '@h986/domain';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTarget } from '../../actions/context.tsx';
import { useApp } from '../../app/context.ts';
import { announce } from '../../shared/announcer.tsx';
import type { ViewerState } from '../../viewer/index.ts';
import type { ShownViewer } from '../marks/use-marks.ts';
import { type Alignment, alignmentOf } from './align.ts';
import { otherWords } from './compare-words.ts';
import { type CompareMode, createLookedClock, type Looked } from './looked.ts';
import { keyOf, type Other, othersOf } from './others.ts';
import { containerBox, type OtherPicture, useLaidOver, useOtherPicture } from './use-other.ts';

/** A comparison, for the parts of the page that show it or begin it. */
export interface Compare {
  others: readonly Other[];
  /** Null while nothing is compared. */
  other: Other | null;
  mode: CompareMode;
  picture: OtherPicture | undefined;
  alignment: Alignment | undefined;
  /** Of swipe: where the line stands, 0 to 1. */
  at: number;
  /** Of blink: it goes by itself. */
  going: boolean;
  /** The other one is what is shown. */
  second: boolean;
  /** By hand, beyond container on container, mm. */
  nudgeMm: { x: number; y: number };
  strips: number;
  error: unknown;
  open(other: Pick<Other, 'scanId' | 'container'>): void;
  close(): void;
  setAt(at: number): void;
  setGoing(going: boolean): void;
  setNudge(mm: { x: number; y: number }): void;
  /** Of this picture, for the one beside it; null until it changes. */
  display: Display | null;
  onSeen(state: ViewerState): void;
  /** What was looked at so far, for the record of a decision. */
  looked(): Looked[];
}

/** How long each of two blinking pictures stands, ms: long enough to look, short enough to remember. */
const BLINK_MS = 700;

/** What the scan that is read is compared with, and how; the keys' target while its picture is in this window. */
export function useCompare(
  scan: ScanDetail | undefined,
  similar: SimilarScans | undefined,
  shown: ShownViewer | null,
): Compare {
  const { words, format, channel } = useApp();
  const others = useMemo(() => (similar ? othersOf(similar) : []), [similar]);
  const [key, setKey] = useState<string | null>(null);
  const [mode, setMode] = useState<CompareMode>('side');
  const [at, setAt] = useState(0.5);
  const [second, setSecond] = useState(false);
  const [going, setGoing] = useState(() => !matchMedia('(prefers-reduced-motion: reduce)').matches);
  const [mirrored, setMirrored] = useState(false);
  const [nudgeMm, setNudge] = useState({ x: 0, y: 0 });
  const [display, setDisplay] = useState<Display | null>(null);
  const [clock] = useState(() => createLookedClock(() => performance.now()));

  const here = shown !== null;
  const other = useMemo(() => (here && others.find((one) => keyOf(one) === key)) || null, [here, others, key]);
  const { picture, error } = useOtherPicture(other);
  const own = useMemo(() => (scan && other ? containerBox(scan, other.own) : undefined), [scan, other]);
  const alignment = useMemo(() => {
    if (picture === undefined) return undefined;
    const meet = alignmentOf(own, picture.box, mirrored, picture.widthMm);
    return { ...meet, offsetMm: { x: meet.offsetMm.x + nudgeMm.x, y: meet.offsetMm.y + nudgeMm.y } };
  }, [picture, own, mirrored, nudgeMm]);

  const laid = useMemo(() => {
    if (other === null || picture === undefined || alignment === undefined || mode === 'side') return null;
    return { scanId: other.scanId, picture, mode, at, second, ...alignment };
  }, [other, picture, alignment, mode, at, second]);
  const over = useLaidOver(shown?.viewer ?? null, laid);

  useEffect(() => {
    if (other === null || mode !== 'blink' || !going) return;
    const timer = setInterval(() => setSecond((old) => !old), BLINK_MS);
    return () => clearInterval(timer);
  }, [other, mode, going]);
  useEffect(() => {
    if (other === null) return;
    clock.look({ scanId: other.scanId, container: other.container, mode });
    return () => clock.look(null);
  }, [clock, other, mode]);

  const open = (to: Pick<Other, 'scanId' | 'container'>): void => {
    setKey(keyOf(to));
    setNudge({ x: 0, y: 0 });
    setMirrored(false);
    const known = others.find((one) => keyOf(one) === keyOf(to));
    if (known) announce(words.compare.with(otherWords(known, words, format)));
  };
  const opened = useRef(open);
  opened.current = open;
  useEffect(() => channel.hear((message) => message.kind === 'compare' && opened.current(message)), [channel]);
  const close = (): void => {
    setKey(null);
    setDisplay(null);
    announce(words.compare.closed);
  };
  const step = (by: 1 | -1): void => {
    const now = others.findIndex((one) => keyOf(one) === key);
    const to = others[(now === -1 ? 0 : now + by + others.length) % others.length];
    if (to) open(to);
  };
  useTarget(
    'compare',
    shown && {
      others: others.length,
      open: other !== null,
      mode,
      toggle: () => (other === null ? step(1) : close()),
      step,
      setMode(to) {
        setMode(to);
        setSecond(to === 'blink');
        if (other === null) step(1);
      },
      swap() {
        setGoing(false);
        setSecond((old) => !old);
      },
      mirrored,
      mirror: () => setMirrored((old) => !old),
    },
  );
  return {
    ...{ others, other, mode, picture, alignment, at, going, second, nudgeMm },
    strips: over.strips,
    error: error ?? over.error ?? undefined,
    ...{ open, close, setAt, setGoing, setNudge },
    display,
    onSeen: (state) => other !== null && mode === 'side' && setDisplay(state.display),
    looked: () => clock.looked(),
  };
}
