import { useEffect, useRef, useState } from 'react';
import { useApp } from '../../app/context.ts';
import { errorWords } from '../../i18n/word.ts';
import { createPictureFeed } from '../../shared/picture-feed.ts';
import { createViewer, sameCamera, type Viewer } from '../../viewer/index.ts';
import type { ShownViewer } from '../marks/use-marks.ts';
import { type Alignment, fromOther, offsetBetween, toOther } from './align.ts';
import { otherWords } from './compare-words.ts';
import type { Compare } from './use-compare.ts';

/** The other picture beside this one, in step with it: place, size and display. With Alt held a drag moves it alone. */
export function Beside({ compare, shown }: { compare: Compare; shown: ShownViewer | null }) {
  const { words, format } = useApp();
  const { other, mode, alignment } = compare;
  if (other === null || mode !== 'side' || shown === null) return null;
  return (
    <figure className="beside">
      <figcaption className="dim">{otherWords(other, words, format)}</figcaption>
      {alignment && <OtherViewer key={other.scanId} compare={compare} alignment={alignment} shown={shown} />}
    </figure>
  );
}

interface Props {
  compare: Compare;
  alignment: Alignment;
  shown: ShownViewer;
}

function OtherViewer({ compare, alignment, shown }: Props) {
  const { call, words } = useApp();
  const host = useRef<HTMLElement>(null);
  const latest = useRef({ compare, alignment });
  latest.current = { compare, alignment };
  const [viewer, setViewer] = useState<Viewer | null>(null);
  const [strips, setStrips] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const scanId = compare.other?.scanId ?? '';

  useEffect(() => {
    if (host.current === null) return;
    const made = createViewer(host.current, {});
    setViewer(made);
    const feed = createPictureFeed({ call, scanId, viewer: made, onShown: setStrips, onError: setError });
    return () => {
      feed.stop();
      made.destroy();
      setViewer(null);
    };
  }, [call, scanId]);

  const begun = strips > 0;
  useEffect(() => {
    if (viewer === null || !begun) return;
    return linked(shown, viewer, host.current as HTMLElement, {
      alignment: () => latest.current.alignment,
      onOffset(offsetMm) {
        const { compare: now, alignment: from } = latest.current;
        now.setNudge({
          x: now.nudgeMm.x + offsetMm.x - from.offsetMm.x,
          y: now.nudgeMm.y + offsetMm.y - from.offsetMm.y,
        });
      },
    });
  }, [viewer, shown, begun]);
  useEffect(() => {
    viewer?.setDisplay(compare.display ?? shown.viewer.getState().display);
  }, [viewer, shown, compare.display]);
  useEffect(() => {
    const camera = shown.viewer.getState().camera;
    if (viewer !== null && begun && camera !== null) viewer.setCamera(toOther(camera, alignment));
  }, [viewer, shown, alignment, begun]);

  return (
    <>
      <section
        ref={host}
        className="viewer-host"
        aria-label={words.compare.otherPicture}
        data-testid="beside"
        data-strips={strips}
      />
      {error !== null && (
        <p className="banner warn" role="alert">
          ⚠ {words.compare.failed(errorWords(words, error))}
        </p>
      )}
    </>
  );
}

interface Link {
  alignment(): Alignment;
  /** The other was moved alone. */
  onOffset(offsetMm: { x: number; y: number }): void;
}

/** Two viewers that follow each other. @returns how to part them */
function linked(shown: ShownViewer, other: Viewer, host: HTMLElement, { alignment, onOffset }: Link): () => void {
  const own = shown.viewer;
  let alone = false;
  let following = false;
  const follow = (move: () => void): void => {
    if (following) return;
    following = true;
    move();
    following = false;
  };
  const onPointer = ({ altKey }: PointerEvent): void => {
    alone = altKey;
  };
  host.addEventListener('pointermove', onPointer, true);
  const stops = [
    own.onCamera(() => {
      const { camera } = own.getState();
      if (camera !== null) follow(() => other.setCamera(toOther(camera, alignment())));
    }),
    other.onCamera(() => {
      const [mine, theirs] = [own.getState().camera, other.getState().camera];
      if (mine === null || theirs === null || following) return;
      // Only what a hand has moved leads: else a picture that is kept whole would be held where it happens to be.
      if (sameCamera(theirs, toOther(mine, alignment()))) return;
      if (alone) onOffset(offsetBetween(mine, theirs, alignment()));
      else follow(() => own.setCamera(fromOther(theirs, alignment())));
    }),
    () => host.removeEventListener('pointermove', onPointer, true),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
