import { MARK_KINDS, MarkId } from '@h986/domain';
import type { DrawnMark } from '../../../../../analyst-ui/web/src/review/marks/history.ts';
import { createMarkLayer } from '../../../../../analyst-ui/web/src/review/marks/layer.ts';
import '../../../../../analyst-ui/web/src/styles/marks.css';
import '../../../../../analyst-ui/web/src/viewer/example/embed.ts';
import type { Viewer } from '../../../../../analyst-ui/web/src/viewer/index.ts';

/** The example page with the review desk's layer of marks over it; `setMarks(n)` draws so many, `addMark()` one more. */
const host = document.getElementById('picture') as HTMLElement & { viewer: Viewer };
const layer = createMarkLayer(host, host.viewer, {
  mine: () => true,
  look: (_, number) => ({ label: `M${number}`, title: '', theirs: false }),
  onDraw() {},
  onMove() {},
  onSelect() {},
  onHover() {},
});
let marks: DrawnMark[] = [];

function markOf(i: number): DrawnMark {
  const kind = MARK_KINDS[i % MARK_KINDS.length] as DrawnMark['kind'];
  const [x, y] = [(i % 50) * 78, Math.floor(i / 50) * 48];
  const points = [{ x, y }, ...(kind === 'note' ? [] : [{ x: x + 50, y: y + 30 }])];
  const id = MarkId.parse(`01J${String(i).padStart(23, '0')}`);
  return { id, kind, points, text: '', by: 'analyst', at: '2026-11-25T03:00:00.000Z' };
}

Object.assign(window, {
  setMarks(count: number) {
    marks = Array.from({ length: count }, (_, i) => markOf(i));
    layer.set(marks, null);
  },
  addMark() {
    marks = [...marks, markOf(marks.length)];
    layer.set(marks, null);
  },
});
