import { useEffect, useRef, useState } from 'react';
import { useApp } from '../../app/context.ts';
import type { DrawnMark } from './history.ts';
import { createMarkLayer, type MarkLayer } from './layer.ts';
import type { Marks, ShownViewer } from './use-marks.ts';

interface Options {
  marks: Marks;
  lit: string | null;
  light(id: string | null): void;
  choose(mark: DrawnMark | undefined): void;
}

/** The marks over the picture of this window, while there is one. */
export function useMarkLayer(shown: ShownViewer | null, { marks, lit, light, choose }: Options): MarkLayer | null {
  const { words, format } = useApp();
  const [layer, setLayer] = useState<MarkLayer | null>(null);
  const latest = useRef({ marks, light, choose, words, format });
  latest.current = { marks, light, choose, words, format };

  useEffect(() => {
    if (shown === null) return;
    const now = () => latest.current;
    const made = createMarkLayer(shown.host, shown.viewer, {
      mine: (mark) => now().marks.mayDraw && now().marks.mine(mark),
      look(mark, number) {
        const { words: w, format: f, marks: m } = now();
        const text = mark.text.length > SHOWN_TEXT ? `${mark.text.slice(0, SHOWN_TEXT)}…` : mark.text;
        const label = [`M${number}`, mark.kind === 'ruler' && m.size(mark), text].filter(Boolean).join(' · ');
        return { label, title: w.marks.by(mark.by, f.instant(mark.at)), theirs: !m.mine(mark) };
      },
      onDraw: (kind, points) => now().marks.desk.draw(kind, points),
      onMove: (id, points) => now().marks.desk.move(id, points),
      onSelect: (id) => now().choose(now().marks.marks.find((mark) => mark.id === id)),
      onHover: (id) => now().light(id),
    });
    setLayer(made);
    return () => {
      made.destroy();
      setLayer(null);
    };
  }, [shown]);
  useEffect(() => {
    layer?.set(marks.marks, marks.selected);
  }, [layer, marks]);
  useEffect(() => layer?.light(lit), [layer, lit]);
  useEffect(() => layer?.setTool(marks.mayDraw ? marks.tool : null), [layer, marks.tool, marks.mayDraw]);
  return layer;
}

/** Of a text, on the picture; all of it stands in the list. */
const SHOWN_TEXT = 40;
