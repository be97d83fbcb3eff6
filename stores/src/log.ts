import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** JSON lines on standard error, so that standard output stays free for what a command prints. Add `scanId` with `child`. */
export function openLog(part: string, level: string): Logger {
  return pino(
    { name: part, level, base: { part, pid: process.pid }, redact: ['password', '*.password', 'secret', '*.secret'] },
    pino.destination({ fd: 2, sync: true }),
  );
}
