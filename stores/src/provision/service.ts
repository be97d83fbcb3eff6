import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DomainError, errorCode } from '@h986/domain';
import { findCommand, lastLines } from './debian.ts';

/** A server of somebody else's that we run: loopback only, and gone when we are. */
export interface Service {
  pid: number;
  /** Settles when the process has ended, for whatever reason. */
  exited: Promise<void>;
  /** Asks it to end, and after 10 s makes it. */
  stop(): Promise<void>;
  /** As a power cut would: SIGKILL. */
  kill(): Promise<void>;
}

export interface ServiceOptions {
  what: string;
  command: string;
  args: string[];
  /** Resolves true once it answers. Asked again and again until then. */
  ready: () => Promise<boolean>;
  /** The signal by which it ends in good order. @defaultValue SIGTERM */
  stopSignal?: 'SIGTERM' | 'SIGINT';
  /** Run as this user where we are root. */
  user?: string;
  readyWithinMs?: number;
}

/** @throws {DomainError} `service-start` with its last words when it ends or does not answer in time. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { what, ready, stopSignal = 'SIGTERM', readyWithinMs = 120_000 } = options;
  const [command = '', ...args] = await boundToParent(options, stopSignal);
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' });
  const words = lastWords(child);
  let ended = false;
  const exited = new Promise<void>((resolve) => {
    const end = (): void => {
      ended = true;
      resolve();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  const killWithUs = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', killWithUs);
  exited.then(() => process.removeListener('exit', killWithUs)).catch(() => {});

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!ended) child.kill(signal);
    const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(force);
  };

  const deadline = Date.now() + readyWithinMs;
  while (!(await ready().catch(() => false))) {
    if (!ended && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    const why = ended ? 'ended at once' : `does not answer within ${readyWithinMs / 1000} s`;
    await end('SIGKILL');
    throw new DomainError('service-start', `${what} ${why}: ${lastLines(words())}`);
  }
  return { pid: child.pid ?? 0, exited, stop: () => end(stopSignal), kill: () => end('SIGKILL') };
}

/** Below those that the system hands out itself, to clients and to whoever asks for any port, and above those that browsers refuse. */
const [PORTS_FROM, PORTS_TO] = [10_100, 32_000];
let nextPort = PORTS_FROM + Math.floor(Math.random() * (PORTS_TO - PORTS_FROM));

/** A port on loopback that was free a moment ago. Who binds it seconds later must not find it given to somebody else meanwhile. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = nextPort;
    nextPort = port + 1 < PORTS_TO ? port + 1 : PORTS_FROM;
    const server = createServer();
    const free = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error) =>
        (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? resolve(false) : reject(error),
      );
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!free) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/** A port that was free can be taken by the time it is used; one that was asked for is used or fails. */
export async function withFreePort<T>(asked: number | undefined, start: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(asked ?? (await freePort()));
    } catch (error) {
      if (asked !== undefined || attempt === 3 || errorCode(error) !== 'service-start') throw error;
    }
  }
}

/** A new folder for a service's data that is worth nothing later; gone with `remove`, at the latest with this process. */
export async function temporaryFolder(service: string): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `h986-${service}-`));
  const removeNow = (): void => rmSync(path, { recursive: true, force: true });
  process.once('exit', removeNow);
  return {
    path,
    async remove() {
      await rm(path, { recursive: true, force: true });
      process.removeListener('exit', removeNow);
    },
  };
}

/** What a server on loopback says first after `greeting`; null when it says nothing within a second. */
export function firstAnswer(port: number, greeting: Buffer): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write(greeting));
    const done = (answer: string | null): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1_000, () => done(null));
    socket.once('data', (data) => done(data.toString('latin1')));
    socket.once('error', () => done(null));
    socket.once('close', () => done(null));
  });
}

/** The command behind Linux's `setpriv`, so that even our `kill -9` takes the service with it and it can be another user's. */
async function boundToParent({ command, args, user }: ServiceOptions, stopSignal: string): Promise<string[]> {
  const setpriv = await findCommand(['setpriv']);
  const asRoot = process.getuid?.() === 0;
  if (!setpriv) {
    if (user && asRoot) throw new DomainError('service-missing', `setpriv (util-linux) is needed to become ${user}`);
    return [command, ...args];
  }
  const become = user && asRoot ? [`--reuid=${user}`, `--regid=${user}`, '--init-groups'] : [];
  return [setpriv, ...become, '--pdeathsig', stopSignal.slice(3), command, ...args];
}

function lastWords(child: ChildProcess): () => string {
  let words = '';
  const keep = (text: Buffer): void => {
    words = (words + text.toString()).slice(-4_096);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.on('error', (error) => {
    words += error.message;
  });
  return () => words;
}
