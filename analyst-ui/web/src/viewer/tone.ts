import { curveTable, type Display, TRANSMISSION_ONE } from '@h986/domain';
import { filterOf } from './filter.ts';
import type { Look } from './frame.ts';
import type { IntegerLookup } from './material.ts';
import { coloursOf } from './palettes.ts';

/** Tables of a display, made anew only when what they depend on changes. */
export interface Tone {
  /** @param lookup null: there are no colours to be had */
  look(display: Display, lookup: IntegerLookup | null, keepDark: boolean): Look;
  /** Grey by transmission, before filters: for histograms. */
  curve(display: Display): Uint8Array;
}

export function createTone(): Tone {
  const curve = remembered(windowOf, curveTable);
  const filter = remembered(filterKey, filterOf);
  const colours = remembered(coloursKey, (display) => coloursOf(display, curve(display)[TRANSMISSION_ONE] as number));

  function look(display: Display, lookup: IntegerLookup | null, keepDark: boolean): Look {
    const through = filter(display);
    const table = lookup === null ? null : colours(display);
    return {
      energy: display.energy,
      keepDark,
      curve: through?.curve ?? curve(display),
      filter: through?.filter ?? null,
      material: table === null || lookup === null ? null : { colours: table, lookup },
    };
  }

  return { look, curve };
}

const windowOf = ({ low, high, curve, gamma, absorption: { middle, width }, invert }: Display): string =>
  [low, high, curve, gamma, middle, width, invert].join();
const filterKey = (display: Display): string => [windowOf(display), display.edges, display.localContrast].join();
const coloursKey = (display: Display): string => [windowOf(display), display.palette, display.strip].join();

/** The last answer, while the key stays: a new array would be sent to the graphics card again. */
function remembered<T>(keyOf: (display: Display) => string, make: (display: Display) => T): (display: Display) => T {
  let last: { key: string; made: T } | null = null;
  return (display) => {
    const key = keyOf(display);
    if (last?.key !== key) last = { key, made: make(display) };
    return last.made;
  };
}
