import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Watches this process's greatest resident memory from now on; what lay around before is swept up first, where the process was started
 * with `--expose-gc`.
 *
 * @returns a function that says how much it was, bytes; null where the system does not tell (Linux does)
 * @see proc(5), clear_refs: 5 resets the peak
 */
export function peakMemory(): () => number | null {
  (globalThis as { gc?: () => void }).gc?.();
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    return () => null;
  }
  return () => {
    const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return kilobytes ? Number(kilobytes) * 1024 : null;
  };
}
