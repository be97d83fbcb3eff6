import { join } from 'node:path';
import { fitLimits } from './evaluate/readings/siblings/fit-limits.ts';
import { renderedLots } from './evaluate/readings/siblings/suite.ts';
import { REPO } from './evaluate/siblings/kept-lots.ts';

// The limits that stand in `domain/src/siblings/limits.ts`, from lots that no evaluation draws from.
const SEED = 712_000_000;
const LOTS = 108;

const tell = (text: string): void => void process.stderr.write(`\r${text}`);
const lots = await renderedLots(LOTS, { seed: SEED, modelsDir: join(REPO, 'models'), tell });
process.stdout.write(`${JSON.stringify(fitLimits(lots), null, 2)}\n`);
