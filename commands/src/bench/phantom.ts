import { measureImageQuality, type PhantomOptions, phantomScan, profiles } from '@h986/fixtures';
import { figure, median, progress } from './figures.ts';

/** Doses relative to the scanner's own at which picture quality is measured: it must fall with them. */
const DOSES = [1, 0.1];

/** Phantom cargo: how fast it is made, and how good its scanners' pictures are, N42.46-like. */
export async function benchPhantom(): Promise<void> {
  progress('phantoms of about 1,500 x 700 and 4,000 x 1,000 ...');
  figure('phantom_1500x700', secondsFor(1_500 * 700, { seed: 1, profile: 'r60', container: '20GP' }), 's');
  figure('phantom_4000x1000', secondsFor(4_000 * 1_000, { seed: 11, profile: 'h986-6-4', container: '40HC' }), 's');
  for (const [name, profile] of Object.entries(profiles)) {
    for (const dose of DOSES) {
      progress(`image quality of ${name} at ${dose} of its dose ...`);
      for (const { name: what, value, unit } of measureImageQuality(profile, { dose })) {
        figure(`${name}_dose_${dose}_${what.replaceAll(' ', '_')}`, value, unit.replaceAll(' ', '_'));
      }
    }
  }
}

/** Median over five seeds of the time for one phantom, all included, scaled to this many pixels. */
function secondsFor(pixels: number, options: PhantomOptions): number {
  phantomScan(options); // The first one builds the tables of its scanner.
  const seconds = [0, 1, 2, 3, 4].map((n) => {
    const since = performance.now();
    const { scan } = phantomScan({ ...options, seed: options.seed + n });
    return (((performance.now() - since) / 1000) * pixels) / (scan.lines * scan.geometry.channels);
  });
  return median(seconds);
}
