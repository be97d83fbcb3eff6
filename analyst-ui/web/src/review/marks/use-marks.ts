import type { ScanDetail, ScanId } from '@h986/domain';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useTarget } from '../../actions/context.tsx';
import { useApp } from '../../app/context.ts';
import { announce } from '../../shared/announcer.tsx';
import { useEvents } from '../../shared/hooks.ts';
import type { Viewer } from '../../viewer/index.ts';
import { createMarksDesk, type MarksDesk, type MarksState } from './desk.ts';
import type { DrawnMark } from './history.ts';
import type { MarkLayer } from './layer.ts';
import { sizeWords } from './size.ts';
import { useMarkLayer } from './use-mark-layer.ts';

export interface ShownViewer {
  viewer: Viewer;
  host: HTMLElement;
}

interface Options {
  scanId: ScanId;
  scan: ScanDetail | undefined;
  /** This user holds the scan: marks may be drawn. */
  held: boolean;
  /** The picture in this window; null while it is in another. */
  shown: ShownViewer | null;
  lit: string | null;
  light(id: string | null): void;
}

/** Marks for the parts of the page that show or need them. */
export interface Marks extends MarksState {
  desk: MarksDesk;
  mayDraw: boolean;
  /** The picture is in this window. */
  hasPicture: boolean;
  mine(mark: DrawnMark): boolean;
  /** `M1` and on. */
  name(mark: DrawnMark): string;
  size(mark: DrawnMark): string;
}

/** The marks of the scan that is read, on its picture and for its panels; kept at each stroke, the same in all windows of the desk. */
export function useMarks({ scanId, scan, held, shown, lit, light }: Options): Marks {
  const { call, words, format, user, clock, channel } = useApp();
  const [desk] = useState(() => {
    const onSaved = (): void => channel.say({ kind: 'marks-kept', scanId });
    return createMarksDesk({ call, scanId, user: user.name, now: clock.now, onSaved });
  });
  const state = useSyncExternalStore(desk.subscribe, desk.state);
  const pitches = scan?.result?.geometry ?? null;

  useEffect(() => {
    desk.refresh();
    const stop = channel.hear((message) => {
      if (message.kind === 'marks-kept' && message.scanId === scanId) desk.refresh();
      if (message.kind === 'mark-chosen') desk.select(message.id);
    });
    return () => {
      stop();
      desk.close();
    };
  }, [desk, channel, scanId]);
  useEffect(() => {
    if (held) desk.send();
  }, [desk, held]);
  useEvents({
    onEvent(event) {
      if (event.kind === 'scan' && event.scan.scanId === scanId) desk.refresh();
    },
    onResync() {
      desk.refresh();
      desk.send();
    },
  });
  useLeaveGuard(state.unsaved.size > 0 || state.writing !== null);

  const marks = useMemo<Marks>(() => {
    const mine = (mark: DrawnMark): boolean => mark.by === user.name;
    const name = (mark: DrawnMark): string => `M${state.marks.indexOf(mark) + 1}`;
    const size = (mark: DrawnMark): string => sizeWords(mark, pitches, words, format);
    return { ...state, desk, mayDraw: held, hasPicture: shown !== null, mine, name, size };
  }, [state, desk, held, shown, pitches, words, format, user]);

  const choose = (mark: DrawnMark | undefined): void => {
    desk.select(mark?.id ?? null);
    channel.say({ kind: 'mark-chosen', id: mark?.id ?? null });
    light(mark?.id ?? null);
  };
  const layer = useMarkLayer(shown, { marks, lit, light, choose });
  useMarkKeys(layer, marks, (mark) => {
    choose(mark);
    const said = [words.marks.numbered(marks.name(mark), words.markKind[mark.kind]), marks.size(mark), mark.text];
    announce([...said, words.marks.by(mark.by, format.time(mark.at))].filter(Boolean).join(' · '));
  });
  return marks;
}

function useMarkKeys(layer: MarkLayer | null, marks: Marks, choose: (mark: DrawnMark) => void): void {
  const { desk, selected, tool, mayDraw } = marks;
  const at = marks.marks.findIndex(({ id }) => id === selected);
  const chosen = marks.marks[at];
  const own = chosen && marks.mine(chosen) ? chosen : undefined;
  useTarget(
    'marks',
    layer && {
      count: marks.marks.length,
      mayDraw,
      tool,
      setTool: desk.setTool,
      drawInMiddle: () => tool && layer.setInMiddle(tool),
      step(by) {
        const { length } = marks.marks;
        const to = marks.marks[at === -1 && by === -1 ? length - 1 : (at + by + length) % length];
        if (to) choose(to);
      },
      chosen: own !== undefined,
      write: () => own && desk.write(own.id),
      remove: () => own && desk.remove(own.id),
      nudge(lines, channels, what) {
        if (!own) return;
        const step = layer.step();
        const last = own.points.length - 1;
        const points = own.points.map((point, i) =>
          what === 'end' && i !== last
            ? point
            : { x: point.x + lines * step.line, y: point.y + channels * step.channel },
        );
        desk.move(own.id, points);
      },
      canUndo: marks.canUndo,
      undo: desk.undo,
      canRedo: marks.canRedo,
      redo: desk.redo,
    },
  );
}

/** The browser asks before it leaves what has not arrived. */
function useLeaveGuard(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [wanted]);
}
