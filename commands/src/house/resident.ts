import { readdirSync, readFileSync } from 'node:fs';

/** Resident memory of a process and all its children, in bytes; 0 where `/proc` does not say. Linux only. */
export function residentBytes(pid: number): number {
  return [pid, ...descendants(pid)].reduce((sum, p) => sum + ownBytes(p), 0);
}

/** Processor time of a process and all its children that live, in ms. */
export function cpuMs(pid: number): number {
  return [pid, ...descendants(pid)].reduce((sum, p) => sum + ownCpuMs(p), 0);
}

export function descendants(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const children = threads.flatMap((t) =>
      readFileSync(`/proc/${pid}/task/${t}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
    return children.flatMap((child) => [child, ...descendants(child)]);
  } catch {
    return [];
  }
}

function ownBytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function ownCpuMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    // utime and stime in clock ticks of 10 ms, waited-for children included.
    return [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i] ?? 0) * 10, 0);
  } catch {
    return 0;
  }
}
