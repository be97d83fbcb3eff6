import { type AlgorithmRun, keys, type ScanId, type Seal, Strip } from '@h986/domain';
import { findJson, type ObjectStore } from '@h986/stores';
import { z } from 'zod';
import { INTEGRITY } from '../maps/findings.ts';

/** The line records were read by the strip's own job; here it matters only how many there are. */
const Header = Strip.extend({ records: z.array(z.unknown()) });

/**
 * Whether what lies in the store is what was sealed: every strip is there with the digest, the place and the number of
 * lines of the seal, and the scanner's own digest agrees where it sent one. The samples themselves are checked against
 * these digests by the jobs that read them.
 */
export async function checkIntegrity(objects: ObjectStore, scanId: ScanId, seal: Seal): Promise<AlgorithmRun> {
  if (seal.scannerDigestAgrees === false) return failed('scanner-digest');
  let lines = 0;
  const strips = await Promise.all(seal.strips.map((_, n) => findJson(objects, keys.strip(scanId, n), Header)));
  for (const [n, sha256] of seal.strips.entries()) {
    const strip = strips[n];
    if (!strip) return failed('strip-missing');
    if (strip.sha256 !== sha256 || strip.scanId !== scanId) return failed('strip-digest');
    if (strip.firstLine !== lines || strip.records.length !== strip.lines) return failed('strip-lines');
    lines += strip.lines;
  }
  return lines === seal.lines ? integrityRun('ran') : failed('line-count');
}

export function integrityRun(state: AlgorithmRun['state'], reason = ''): AlgorithmRun {
  return { ...INTEGRITY, state, reason };
}

const failed = (reason: string): AlgorithmRun => integrityRun('failed', reason);
