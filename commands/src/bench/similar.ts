import { createSimilarIndex } from '@h986/domain';
import { chanceOf } from '../training-data/drawn-profile.ts';

const CONTAINERS = 10_000;
const LENGTH = 128;
const QUESTIONS = 50;
const NEAREST = 12;

/** How long the most similar of ten thousand containers on file take to be found, in one thread. */
export function benchSimilar(): void {
  const chance = chanceOf(1);
  const drawn = (): Float32Array => {
    const values = Float32Array.from({ length: LENGTH }, () => chance() - 0.5);
    const norm = Math.hypot(...values);
    return values.map((value) => value / norm);
  };
  const index = createSimilarIndex(LENGTH);
  for (let i = 0; i < CONTAINERS; i++) index.put(String(i), drawn());
  const times = Array.from({ length: QUESTIONS }, () => {
    const asked = drawn();
    const from = performance.now();
    index.nearest(asked, NEAREST);
    return performance.now() - from;
  }).sort((a, b) => a - b);
  process.stdout.write(
    `similar.searchMedian ${(times[QUESTIONS / 2] as number).toFixed(1)} ms of ${CONTAINERS} containers\n`,
  );
  process.stdout.write(`similar.searchMost ${(times.at(-1) as number).toFixed(1)} ms\n`);
}
