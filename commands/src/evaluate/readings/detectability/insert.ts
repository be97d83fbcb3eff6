import type { Phantom } from '@h986/fixtures';

export const STUFFS = {
  steel: { material: 'steel', density: 7.86 },
  organic: { material: 'cellulose', density: 1 },
} as const;
export type Stuff = keyof typeof STUFFS;

/** A cube that is put into a load, its middle in lines and channels. */
export interface Cube {
  stuff: Stuff;
  sideMm: number;
  line: number;
  channel: number;
}

type Scene = Phantom['truth']['areaDensities'];

/** The scene with cubes added to what is there: they stand in the room between the goods and displace nothing. */
export function withCubes(
  scene: Scene,
  cubes: readonly Cube[],
  pitch: { linePitchMm: number; channelPitchMm: number },
): Scene {
  const planes = new Map<Stuff, Float32Array>();
  for (const cube of cubes) {
    const { density } = STUFFS[cube.stuff];
    const plane = planes.get(cube.stuff) ?? new Float32Array(scene.lines * scene.channels);
    planes.set(cube.stuff, plane);
    const along = covered(cube.line, cube.sideMm / pitch.linePitchMm, scene.lines);
    const down = covered(cube.channel, cube.sideMm / pitch.channelPitchMm, scene.channels);
    for (const [line, shareOfLine] of along)
      for (const [channel, share] of down) {
        const at = line * scene.channels + channel;
        plane[at] = (plane[at] as number) + (density * cube.sideMm * shareOfLine * share) / 10;
      }
  }
  return {
    ...scene,
    materials: [...scene.materials, ...[...planes.keys()].map((stuff) => STUFFS[stuff].material)],
    planes: [...scene.planes, ...planes.values()],
  };
}

/** Pixels under a length, and how much of each. */
function covered(middle: number, length: number, end: number): [pixel: number, share: number][] {
  const [from, to] = [middle - length / 2, middle + length / 2];
  const pixels: [number, number][] = [];
  for (let pixel = Math.max(0, Math.floor(from)); pixel < Math.min(end, to); pixel++)
    pixels.push([pixel, Math.min(pixel + 1, to) - Math.max(pixel, from)]);
  return pixels;
}
