import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '@h986/domain';
import type { Tools } from '../tools.ts';

/** What the faulty processors of the tests do wrong; told by the environment, because they run in processes of their own. */
export const FAULTS = [
  'none',
  'model-throws',
  'killed-in-model',
  'killed-before-hand-on',
  'killed-in-assembly',
] as const;
export type Fault = (typeof FAULTS)[number];

const broken = new DomainError('model-failed', 'the model is broken', { retryable: true });

const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('killed');
};

/** Tools that fail as `FAULT` says. */
export async function faulty(opening: Promise<Tools>): Promise<Tools> {
  const tools = await opening;
  const { FAULT, FAULT_FOLDER = '' } = process.env;
  switch (FAULT) {
    case 'model-throws':
      return withRun(tools, () => Promise.reject(broken));
    case 'killed-in-model':
      return withRun(tools, async () => die());
    case 'killed-before-hand-on':
      return {
        ...tools,
        handOn: { ...tools.handOn, results: { add: once(FAULT_FOLDER, die, tools.handOn.results.add) } },
      };
    case 'killed-in-assembly':
      return { ...tools, now: die };
    default:
      return tools;
  }
}

function withRun(tools: Tools, run: () => Promise<never>): Tools {
  return { ...tools, models: tools.models.map((model) => ({ ...model, run })) };
}

/** The first call, in whichever process, goes to `first`. */
function once<A extends unknown[]>(
  folder: string,
  first: () => never,
  then: (...args: A) => Promise<void>,
): (...args: A) => Promise<void> {
  return async (...args) => {
    const mark = join(folder, 'fault-happened');
    if (existsSync(mark)) return then(...args);
    writeFileSync(mark, '');
    first();
  };
}
