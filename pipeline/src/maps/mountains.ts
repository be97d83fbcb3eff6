import { type Component, componentOf } from './components.ts';
import { flood } from './flood.ts';

/** One mountain of a map: its top, and the cells around it that lie less than so much below. */
export interface Mountain extends Component {
  /** Indices, column by column. */
  members: number[];
}

export interface MountainOptions {
  /** Below this nothing belongs to a mountain. */
  from: number;
  /** A mountain reaches down this far from its top; a lower top that hangs together with a higher one within it is a shoulder. */
  belowPeak: number;
}

/**
 * The mountains of a map, highest first: so that one object gives one, however ragged, and two that touch at their feet give two.
 *
 * @param values columns x rows, column by column
 */
export function mountainsOf(values: Int16Array, rows: number, { from, belowPeak }: MountainOptions): Mountain[] {
  const columns = values.length / rows;
  const tops: number[] = [];
  for (let cell = 0; cell < values.length; cell++) if ((values[cell] as number) >= from) tops.push(cell);
  tops.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);

  const takenBy = new Int32Array(values.length).fill(-1);
  const found: Mountain[] = [];
  for (const top of tops) {
    if (takenBy[top] !== -1) continue;
    const level = Math.max(from, (values[top] as number) - belowPeak);
    let isShoulder = false;
    takenBy[top] = top;
    const members = flood(top, columns, rows, (cell) => {
      if ((values[cell] as number) < level || takenBy[cell] === top) return false;
      // Whoever took it was higher, and from there it goes up to a top without ever falling below this level.
      if (takenBy[cell] !== -1) isShoulder = true;
      else takenBy[cell] = top;
      return takenBy[cell] === top;
    });
    if (!isShoulder) found.push({ ...componentOf(members, values, rows), members });
  }
  return found;
}
