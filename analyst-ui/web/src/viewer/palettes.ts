import { type Display, MATERIAL_CLASSES, type MaterialClass, type Palette } from '@h986/domain';
import { linearOf, oklabToLinear, srgbOf } from './oklab.ts';
import { PATTERN, type PatternName } from './patterns.ts';

/** A class's colour: hue as an angle in OKLCh, and how much of the strongest possible chroma. */
interface Look {
  hue: number;
  chroma: number;
  pattern: PatternName;
}

const grey: Look = { hue: 0, chroma: 0, pattern: 'none' };
const cannotTell: Look = { hue: 0, chroma: 0, pattern: 'hatch' };

/**
 * Orange, green, blue, violet: what screens of the trade have. The safe one has no red and green to be told apart: yellow,
 * grey and blue differ for eyes without green or red cones, and the fourth class is told by its dots.
 */
const LOOKS: Record<Palette, Record<MaterialClass, Look>> = {
  grey: { organic: grey, mineral: grey, steel: grey, heavy: grey, 'cannot-tell': grey },
  material: {
    organic: { hue: 60, chroma: 0.95, pattern: 'none' },
    mineral: { hue: 145, chroma: 0.75, pattern: 'none' },
    steel: { hue: 258, chroma: 0.85, pattern: 'none' },
    heavy: { hue: 322, chroma: 0.9, pattern: 'none' },
    'cannot-tell': cannotTell,
  },
  'material-safe': {
    organic: { hue: 88, chroma: 1, pattern: 'none' },
    mineral: { hue: 88, chroma: 0.06, pattern: 'none' },
    steel: { hue: 258, chroma: 1, pattern: 'none' },
    heavy: { hue: 258, chroma: 1, pattern: 'dots' },
    'cannot-tell': cannotTell,
  },
};

const ROWS = MATERIAL_CLASSES.length + 1;

/** @returns null where everything is grey and nothing is taken away: then classes are not even asked for */
export function coloursOf({ palette, strip, invert }: Display, greyOfAir: number): Uint8Array | null {
  if (palette === 'grey' && strip === 'none') return null;
  const table = new Uint8Array(ROWS * 256 * 4);
  for (let row = 0; row < ROWS; row++) {
    const name = MATERIAL_CLASSES[row];
    const look = name === undefined ? grey : LOOKS[palette][name];
    const taken = name !== undefined && STRIPPED[strip].includes(name);
    for (let value = 0; value < 256; value++) {
      // An eighth of the contrast against air is left: that something was taken away stays visible.
      const shown = taken ? greyOfAir + Math.trunc((value - greyOfAir) / 8) : value;
      const pattern = taken ? PATTERN.none : PATTERN[look.pattern];
      table.set([...colourOf(look, shown, invert), pattern], (row * 256 + value) * 4);
    }
  }
  return table;
}

const STRIPPED: Record<Display['strip'], readonly MaterialClass[]> = {
  none: [],
  organic: ['organic'],
  metal: ['steel', 'heavy'],
};

/** Red, green and blue of a class for legends, at a middle grey. */
export function legendColour(palette: Palette, name: MaterialClass): [number, number, number] {
  return colourOf(LOOKS[palette][name], 150, false);
}

export function legendPattern(palette: Palette, name: MaterialClass): PatternName {
  return LOOKS[palette][name].pattern;
}

/** Lightness of the grey, hue of the class, and as much chroma as the screen can give there. */
function colourOf({ hue, chroma }: Look, value: number, invert: boolean): [number, number, number] {
  if (chroma === 0) return [value, value, value];
  const lightness = Math.cbrt(linearOf(value / 255));
  // Pure black and white have no hue: coloured classes keep a little away from both ends.
  const kept = invert ? 0.12 + 0.82 * lightness : 0.18 + 0.76 * lightness;
  const angle = (hue * Math.PI) / 180;
  const at = (strength: number) => oklabToLinear(kept, strength * Math.cos(angle), strength * Math.sin(angle));
  let inside = 0;
  let outside = 0.4;
  for (let i = 0; i < 16; i++) {
    const half = (inside + outside) / 2;
    if (at(half).every((part) => part >= 0 && part <= 1)) inside = half;
    else outside = half;
  }
  const [r, g, b] = at(inside * chroma).map((part) => Math.round(255 * srgbOf(part)));
  return [r as number, g as number, b as number];
}
