import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import type { Logger } from '@h986/stores';
import { residentBytes } from './resident.ts';

const END_WITH_PARENT = new URL('./end-with-parent.ts', import.meta.url).href;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;
/** A child that lived so long is taken to be well: its next fall starts with a short wait again. */
const WELL_MS = 30_000;
const STOP_WITHIN_MS = 12_000;

export interface ChildOptions {
  name: string;
  /** A TypeScript file that Node runs as it is. */
  entry: string;
  env: Record<string, string>;
  /** Where its log lines go. */
  logFile: string;
  log: Logger;
}

/** A process that is started again whenever it ends, until `stop`. */
export interface Supervised {
  readonly name: string;
  /** Of the process that runs now; null between two lives. */
  pid(): number | null;
  /** How often it was started. */
  starts(): number;
  /** Sends a signal as the outside world would; the child comes back. */
  kill(signal: NodeJS.Signals): void;
  /** Ends it, and it stays ended until `resume`. */
  stop(): Promise<void>;
  resume(): void;
  /** What it has used in all its lives so far: the largest resident set seen, in bytes. */
  peakRssBytes(): number;
}

export function supervise({ name, entry, env, logFile, log }: ChildOptions): Supervised {
  let child: ChildProcess | null = null;
  let stopping = false;
  let starts = 0;
  let wait = FIRST_WAIT_MS;
  let timer: NodeJS.Timeout | null = null;
  let peak = 0;
  let ended: () => void = () => {};

  function start(): void {
    starts += 1;
    const since = Date.now();
    const lines = createWriteStream(logFile, { flags: 'a' });
    // A group of its own, so that Ctrl-C reaches only us and the parts are stopped in order; the channel ends them with us.
    const process_ = spawn(process.execPath, ['--import', END_WITH_PARENT, entry], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    child = process_;
    process_.stdout?.pipe(lines, { end: false });
    process_.stderr?.pipe(lines, { end: false });
    // A full disk costs log lines, not the house; and a child whose words nobody takes would stand still.
    lines.on('error', (error) => {
      log.error({ child: name, err: error.message }, 'log lines are lost');
      process_.stdout?.resume();
      process_.stderr?.resume();
    });
    process_.once('error', (error) => log.error({ child: name, err: error.message }, 'could not be started'));
    process_.once('close', () => lines.end());
    process_.once('exit', (code, signal) => {
      child = null;
      ended();
      if (stopping) return;
      wait = Date.now() - since > WELL_MS ? FIRST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS);
      log.warn({ child: name, code, signal, againInMs: wait }, 'a part of the house ended; it is started again');
      timer = setTimeout(start, wait);
    });
  }
  start();
  const watch = setInterval(() => {
    if (child?.pid) peak = Math.max(peak, residentBytes(child.pid));
  }, 250);
  watch.unref();

  return {
    name,
    pid: () => child?.pid ?? null,
    starts: () => starts,
    kill: (signal) => void child?.kill(signal),
    peakRssBytes: () => peak,
    async stop() {
      stopping = true;
      if (timer) clearTimeout(timer);
      const running = child;
      if (running) {
        const gone = new Promise<void>((resolve) => {
          ended = resolve;
        });
        running.kill('SIGTERM');
        const force = setTimeout(() => running.kill('SIGKILL'), STOP_WITHIN_MS);
        await gone;
        clearTimeout(force);
      }
    },
    resume() {
      stopping = false;
      if (!child) start();
    },
  };
}
