import type { MarkId, MarkKind } from '@h986/domain';
import type { Viewer } from '../../viewer/index.ts';
import { listenToHand } from './hand.ts';
import type { DrawnMark, MarkShape } from './history.ts';
import { type Look, type MarkElement, markElement, pathOf, svg } from './mark-shapes.ts';

export type Point = MarkShape['points'][number];

/** What hands do to marks, and what marks are called; the layer itself keeps nothing. */
export interface MarkHands {
  /** Whether this mark may be changed by this hand. */
  mine(mark: DrawnMark): boolean;
  /** @param number from 1, in the order of drawing */
  look(mark: DrawnMark, number: number): Pick<Look, 'label' | 'title' | 'theirs'>;
  onDraw(kind: MarkKind, points: Point[]): void;
  onMove(id: MarkId, points: Point[]): void;
  onSelect(id: MarkId | null): void;
  onHover(id: MarkId | null): void;
}

export interface MarkLayer {
  set(marks: readonly DrawnMark[], selected: MarkId | null): void;
  light(id: string | null): void;
  /** What the next drag draws; null: the picture's own tools. */
  setTool(tool: MarkKind | null): void;
  /** Draws without a hand, in the middle of what is seen. */
  setInMiddle(kind: MarkKind): void;
  /** One step of the keyboard in lines or channels: some pixels of the screen, never less than a texel. */
  step(): { line: number; channel: number };
  destroy(): void;
}

/** With more marks than this, only those that are wide enough for it carry their label. */
const MANY = 120;
const ROOM_FOR_LABEL_PX = 48;
const STEP_PX = 4;
/** Sizes may be off by a fifth, while something moves. */
const SLACK = Math.log(1.2);
const REST_MS = 120;

interface Drawn {
  mark: DrawnMark;
  look: string;
  element: MarkElement;
}

/**
 * Marks over the picture, in lines and channels. Panning moves one group; a mark is made anew only when it has changed;
 * another zoom fits what must keep its size. While a hand moves, only the mark in it is drawn.
 */
export function createMarkLayer(host: HTMLElement, viewer: Viewer, hands: MarkHands): MarkLayer {
  const overlay = viewer.addOverlay();
  const list = svg('g', 'marks');
  const ghost = svg('path', 'mark-ghost');
  overlay.group.append(list, ghost);
  let drawn = new Map<MarkId, Drawn>();
  let marks: readonly DrawnMark[] = [];
  let selected: MarkId | null = null;
  let lit: string | null = null;
  let tool: MarkKind | null = null;
  let unit = { line: 1, channel: 1 };
  /** For which everything was last given its size. */
  let fitted = unit;
  let resting: ReturnType<typeof setTimeout> | undefined;

  const fit = ({ mark, element }: Drawn): void => element.fit(unit, labelled(mark));
  const labelled = (mark: DrawnMark): boolean => {
    if (marks.length <= MANY || mark.id === selected || mark.id === lit) return true;
    const [a, b = a] = mark.points;
    return Math.abs((b?.x ?? 0) - (a?.x ?? 0)) / Math.abs(unit.line) >= ROOM_FOR_LABEL_PX;
  };
  overlay.onPlaced(({ line, channel }) => {
    const matrix = overlay.group.transform.baseVal.consolidate()?.matrix;
    const now = { line: line * Math.sign(matrix?.a || 1), channel: channel * Math.sign(matrix?.d || 1) };
    if (now.line === unit.line && now.channel === unit.channel) return;
    unit = now;
    clearTimeout(resting);
    // Of many, what keeps its size may be a little off while the zoom goes on.
    if (drawn.size > MANY && Math.abs(Math.log(unit.line / fitted.line)) < SLACK) resting = setTimeout(fitAll, REST_MS);
    else fitAll();
  });

  function fitAll(): void {
    fitted = unit;
    for (const one of drawn.values()) fit(one);
  }

  function drawnOf(mark: DrawnMark, index: number): Drawn {
    const look: Look = { ...hands.look(mark, index + 1), selected: mark.id === selected, own: hands.mine(mark) };
    const key = JSON.stringify(look);
    const known = drawn.get(mark.id);
    if (known?.mark === mark && known.look === key) return known;
    const one = { mark, look: key, element: markElement(mark, look) };
    one.element.group.classList.toggle('lit', mark.id === lit);
    fit(one);
    return one;
  }

  const absolute = () => ({ line: Math.abs(unit.line), channel: Math.abs(unit.channel) });
  const stopHand = listenToHand(host, {
    spot(x, y) {
      const { line, channel } = viewer.toPicture(x, y);
      return { x: line, y: channel };
    },
    unit: absolute,
    tool: () => tool,
    find: (id) => drawn.get(id)?.mark ?? null,
    selected: () => selected,
    ghost: (kind, points) => ghost.setAttribute('d', kind === null ? '' : pathOf(kind, points, absolute())),
    ...hands,
  });

  return {
    set(next, chosen) {
      marks = next;
      selected = chosen;
      const now = next.map(drawnOf);
      drawn = new Map(now.map((one) => [one.mark.id, one]));
      putInOrder(
        list,
        now.map(({ element }) => element.group),
      );
    },
    light(id) {
      const changed = [...drawn.values()].filter(({ mark }) => mark.id === id || mark.id === lit);
      lit = id;
      for (const one of changed) {
        one.element.group.classList.toggle('lit', one.mark.id === id);
        fit(one);
      }
    },
    setTool(next) {
      tool = next;
      host.classList.toggle('marking', next !== null);
    },
    setInMiddle(kind) {
      const [width, height] = [host.clientWidth, host.clientHeight];
      const at = (x: number, y: number): Point => {
        const { line, channel } = viewer.toPicture(x * width, y * height);
        return { x: line, y: channel };
      };
      const across = kind === 'box' ? [at(0.42, 0.4), at(0.58, 0.6)] : [at(0.42, 0.5), at(0.58, 0.5)];
      hands.onDraw(kind, kind === 'note' ? [at(0.5, 0.5)] : across);
    },
    step: () => {
      const { line, channel } = absolute();
      return { line: Math.max(1, Math.round(STEP_PX * line)), channel: Math.max(1, Math.round(STEP_PX * channel)) };
    },
    destroy() {
      clearTimeout(resting);
      stopHand();
      host.classList.remove('marking');
      overlay.remove();
    },
  };
}

/** Puts in what is new and takes out what is gone; what stays is not touched. */
function putInOrder(parent: Element, wanted: readonly Element[]): void {
  const stays = new Set(wanted);
  for (const child of [...parent.children]) if (!stays.has(child)) child.remove();
  let place = parent.firstElementChild;
  for (const child of wanted) {
    if (child === place) place = place.nextElementSibling;
    else parent.insertBefore(child, place);
  }
}
