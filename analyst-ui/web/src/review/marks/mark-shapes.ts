import { MarkId, type MarkKind } from '@h986/domain';
import type { DrawnMark, MarkShape } from './history.ts';

const SVG = 'http://www.w3.org/2000/svg';
type Unit = { line: number; channel: number };

export function svg<K extends keyof SVGElementTagNameMap>(name: K, className: string): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name);
  element.setAttribute('class', className);
  return element;
}

/** Length of an arrow's head and of a note's cross, CSS px. */
const HEAD_PX = 12;

/** A mark's outline in lines and channels. @param unit one CSS pixel in them */
export function pathOf(kind: MarkKind, points: MarkShape['points'], { line, channel }: Unit): string {
  const [a, b] = points;
  if (!a) return '';
  if (kind === 'note' || !b) {
    const [dx, dy] = [(HEAD_PX / 2) * line, (HEAD_PX / 2) * channel];
    return `M${a.x - dx} ${a.y}H${a.x + dx}M${a.x} ${a.y - dy}V${a.y + dy}`;
  }
  if (kind === 'box') return `M${a.x} ${a.y}H${b.x}V${b.y}H${a.x}Z`;
  const shaft = `M${a.x} ${a.y}L${b.x} ${b.y}`;
  // Directions as they look on the screen, where lines and channels need not be of one size.
  const [dx, dy] = [(b.x - a.x) / line, (b.y - a.y) / channel];
  const length = Math.hypot(dx, dy) || 1;
  const arm = (along: number, beside: number, from = b): string => {
    const x = from.x + ((along * dx - beside * dy) / length) * line;
    const y = from.y + ((along * dy + beside * dx) / length) * channel;
    return `${x} ${y}`;
  };
  if (kind === 'arrow') return `${shaft}M${arm(-HEAD_PX, HEAD_PX / 2)}L${b.x} ${b.y}L${arm(-HEAD_PX, -HEAD_PX / 2)}`;
  const half = HEAD_PX / 2;
  return `${shaft}M${arm(0, half, a)}L${arm(0, -half, a)}M${arm(0, half)}L${arm(0, -half)}`;
}

/** How one mark looks beside its outline. */
export interface Look {
  label: string;
  /** By whom and when. */
  title: string;
  /** Somebody else's. */
  theirs: boolean;
  selected: boolean;
  /** May be changed by this hand now. */
  own: boolean;
}

/** A mark on the picture; its outline, label and handles keep their size on the screen whatever the zoom. */
export interface MarkElement {
  readonly group: SVGGElement;
  /** @param unit one CSS pixel in lines and channels, negative where the picture is turned round */
  fit(unit: Unit, labelled: boolean): void;
}

export function markElement(mark: DrawnMark, { label: words, title, theirs, selected, own }: Look): MarkElement {
  const group = svg(
    'g',
    ['mark', mark.kind, selected && 'selected', own && 'own', theirs && 'theirs'].filter(Boolean).join(' '),
  );
  group.dataset.mark = mark.id;
  const paths = ['hit', 'under', 'line'].map((name) => svg('path', name));
  const label = svg('text', 'mark-label');
  label.setAttribute('dy', '-6');
  label.textContent = words;
  const hint = document.createElementNS(SVG, 'title');
  hint.textContent = title;
  const handles = selected && own ? mark.points.map(handleOf) : [];
  group.append(hint, ...paths, label, ...handles);
  const { x, y } = cornerOf(mark);
  let drawn = '';
  return {
    group,
    fit(unit, labelled) {
      const size = { line: Math.abs(unit.line), channel: Math.abs(unit.channel) };
      const outline = pathOf(mark.kind, mark.points, size);
      // A box is the same at every zoom.
      if (outline !== drawn) for (const path of paths) path.setAttribute('d', outline);
      drawn = outline;
      label.style.display = labelled ? '' : 'none';
      if (labelled) label.setAttribute('transform', `translate(${x} ${y}) scale(${unit.line} ${unit.channel})`);
      for (const handle of handles) {
        handle.setAttribute('rx', String(HANDLE_PX * size.line));
        handle.setAttribute('ry', String(HANDLE_PX * size.channel));
      }
    },
  };
}

/** Where the label stands: a box's corner, else the first point. */
function cornerOf({ kind, points: [a, b] }: DrawnMark): { x: number; y: number } {
  if (!a || kind !== 'box' || !b) return a ?? { x: 0, y: 0 };
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y) };
}

const HANDLE_PX = 6;

function handleOf({ x, y }: { x: number; y: number }, index: number): SVGElement {
  const handle = svg('ellipse', 'mark-handle');
  handle.dataset.handle = String(index);
  handle.setAttribute('cx', String(x));
  handle.setAttribute('cy', String(y));
  return handle;
}

/** Which mark is under the pointer, and which of its points. */
export function handleAt(target: EventTarget | null): [MarkId | null, number | null] {
  if (!(target instanceof Element)) return [null, null];
  const id = MarkId.safeParse(target.closest<SVGElement>('[data-mark]')?.dataset.mark);
  const handle = target instanceof SVGElement ? target.dataset.handle : undefined;
  return [id.success ? id.data : null, handle === undefined ? null : Number(handle)];
}
