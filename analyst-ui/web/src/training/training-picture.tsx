import type { BoxPx, Exercise } from '@h986/domain';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTarget } from '../actions/context.tsx';
import { useApp } from '../app/context.ts';
import { errorWords } from '../i18n/word.ts';
import { ViewerTools } from '../shared/viewer-tools.tsx';
import { createViewer, type ReadOut, type Viewer, type ViewerState } from '../viewer/index.ts';

interface Props {
  exercise: Exercise;
  /** Drawn over the picture; the list should not change without need. */
  boxes: readonly { id: string; label: string; box: BoxPx }[];
  onPick?(place: { x: number; y: number }): void;
}

/** A picture to learn from, in the same viewer as the real ones. */
export function TrainingPicture({ exercise, boxes, onPick }: Props) {
  const { call, words } = useApp();
  const host = useRef<HTMLElement>(null);
  const under = useRef<ReadOut>(null);
  const [viewer, setViewer] = useState<Viewer | null>(null);
  const [state, setState] = useState<ViewerState | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { id, geometry, planes } = exercise;
  useTarget('viewer', viewer);

  useEffect(() => {
    if (host.current === null) return;
    const made = createViewer(host.current, {
      onState: setState,
      onReadOut: (readOut) => {
        under.current = readOut;
      },
    });
    setViewer(made);
    setState(made.getState());
    return () => made.destroy();
  }, []);

  useEffect(() => {
    if (viewer === null) return;
    let current = true;
    viewer.setPicture(geometry);
    const load = async (): Promise<void> => {
      for (let strip = 0; strip < planes && current; strip++) {
        const plane = await call('getTrainingPlane', { params: { trainingId: id, strip } });
        if (current) await viewer.addStrip(new Uint8Array(await plane.arrayBuffer()));
      }
    };
    load().catch(setError);
    return () => {
      current = false;
    };
  }, [viewer, call, id, geometry, planes]);

  useEffect(() => {
    viewer?.setFindings(boxes.map((box) => ({ ...box, kind: 'anomaly' })));
  }, [viewer, boxes]);

  const pick = (): void => {
    if (under.current) onPick?.({ x: under.current.line, y: under.current.channel });
  };
  /** Who cannot point moves the picture until the place is in its middle. */
  const pickMiddle = (event: KeyboardEvent): void => {
    const camera = state?.camera;
    if (event.key !== 'Enter' || !camera) return;
    onPick?.({ x: camera.cxMm / geometry.linePitchMm, y: camera.cyMm / geometry.channelPitchMm });
  };
  return (
    <div className="viewer">
      {viewer && state && <ViewerTools viewer={viewer} state={state} hasBoxes={false} hasHeatMap={false} />}
      {error !== null && (
        <p className="banner warn" role="alert">
          ⚠ {words.viewer.failed(errorWords(words, error))}
        </p>
      )}
      <section
        ref={host}
        className="viewer-host"
        aria-label={words.viewer.picture}
        data-testid="training-viewer"
        onClick={pick}
        onKeyDown={pickMiddle}
      />
    </div>
  );
}
