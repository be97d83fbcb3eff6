import { parseArgs } from 'node:util';
import { DomainError, errorCode } from '@h986/domain';
import { openObjectStore } from '@h986/stores';
import { signIn } from './api.ts';
import { readDemoUsers } from './house/house.ts';
import { dataFolder, findRunning } from './house/running.ts';
import { phantomBackground, releasedBackground, releasedScans } from './training-scans/backgrounds.ts';
import { makeExercise, makeReferences } from './training-scans/make.ts';
import { wholeNumber } from './whole-number.ts';

const USAGE = `npm run training-scans -- [options]      for the system that npm start runs
  --exercises N    known threats projected into clean scans, every second one left clean (default 20)
  --released       into scans that people released there, instead of simulated cargo
  --references     the library as well: every family of goods, every kind of concealment
  --seed S         of simulated cargo and of what is hidden (default: by the clock)`;

/** Nothing is evaluated on these. */
const SEEDS = { from: 600_000_000, span: 100_000_000 };

try {
  await main();
} catch (error) {
  process.stderr.write(`${errorCode(error)}: ${(error as Error).message}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      exercises: { type: 'string', default: '20' },
      released: { type: 'boolean', default: false },
      references: { type: 'boolean', default: false },
      seed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const usage = (message: string) => new DomainError('arguments', `${message}\n${USAGE}`);
  const count = wholeNumber(values.exercises, '--exercises', 0, usage);
  const seed = SEEDS.from + ((values.seed ? wholeNumber(values.seed, '--seed', 0, usage) : Date.now()) % SEEDS.span);
  const running = await findRunning(dataFolder());
  const objects = await openObjectStore(running.stores);
  const tools = { objects, tell: (text: string) => process.stdout.write(`${text}\n`) };
  try {
    const released = values.released ? await releasedIds(running, count) : null;
    for (let i = 0; i < count; i++) {
      const scanId = released?.[i % released.length];
      const background = scanId ? await releasedBackground(objects, scanId) : phantomBackground(seed + i);
      await makeExercise(background, seed + i, tools);
    }
    if (values.references) await makeReferences(seed + count, tools);
  } finally {
    await objects.close();
  }
}

/** @throws {DomainError} `background-missing` where nobody has released anything yet */
async function releasedIds({ url, dataDir }: Awaited<ReturnType<typeof findRunning>>, count: number) {
  const officer = (await readDemoUsers(dataDir)).find(({ role }) => role === 'risk-officer');
  const api = await signIn(url, officer?.name ?? '', officer?.password ?? '');
  const found = await releasedScans(api, count);
  await api.call('signOut');
  if (found.length === 0) throw new DomainError('background-missing', 'nobody has released a scan yet');
  return found;
}
