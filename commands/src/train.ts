import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DomainError, errorCode } from '@h986/domain';
import { MODELS, type Recipe, stepsOf, VERSIONS } from './train/recipes.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Debian's, which sees Debian's torch; another one is named by `PYTHON`. */
const PYTHON = process.env.PYTHON ?? '/usr/bin/python3';

try {
  const recipe = readArguments();
  await checkPython();
  for (const { does, command, args } of stepsOf(recipe)) {
    process.stdout.write(`${does}\n`);
    await run(command === 'python' ? PYTHON : process.execPath, args);
  }
} catch (error) {
  process.stderr.write(`${errorCode(error)}: ${(error as Error).message}\n`);
  process.exitCode = 1;
}

function readArguments(): Recipe {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      pool: { type: 'string', default: '.training/pool' },
      work: { type: 'string' },
      out: { type: 'string' },
      scans: { type: 'string' },
      minutes: { type: 'string' },
      smoke: { type: 'boolean', default: false },
    },
  });
  const [name] = positionals;
  const model = MODELS.find((one) => one === name);
  if (!model) throw new DomainError('arguments', `which model? ${MODELS.join(', ')}`);
  const number = (text: string | undefined, instead: number): number => {
    if (text === undefined) return instead;
    const value = Number(text);
    if (value > 0) return value;
    throw new DomainError('arguments', `${text} is not a number above 0`);
  };
  return {
    model,
    pool: values.pool,
    work: values.work ?? `.training/${model}`,
    out: values.out ?? (values.smoke ? `.training/${model}-smoke` : `models/${model}/${VERSIONS[model]}`),
    scans: number(values.scans, values.smoke ? 60 : 2000),
    minutes: number(values.minutes, values.smoke ? 4 : 90),
    smoke: values.smoke,
  };
}

async function checkPython(): Promise<void> {
  const missing = (cause?: unknown): DomainError =>
    new DomainError(
      'torch-missing',
      `${PYTHON} has no torch and onnx: on Debian, apt-get install python3-torch python3-onnx; elsewhere set PYTHON`,
      { cause },
    );
  if (PYTHON.startsWith('/') && !existsSync(PYTHON)) throw missing();
  await run(PYTHON, ['-c', 'import torch, onnx, numpy']).catch((cause: unknown) => {
    throw missing(cause);
  });
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, PYTHONUNBUFFERED: '1' } });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new DomainError('training-failed', `${args[0] ?? command} ended with ${code ?? signal}`));
    });
  });
}
