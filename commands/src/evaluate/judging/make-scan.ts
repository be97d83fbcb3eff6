import { DomainError } from '@h986/domain';
import { type Phantom, phantomScan, type ThreatFamily, threatOf } from '@h986/fixtures';
import { EMPTY_BLOCKS } from './empty-blocks.ts';
import { ODDITIES } from './odd-harmless.ts';
import { type ScannerChoice, scannerOf } from './scanners.ts';

/** One scan to be made and judged: all that decides its pixels, as data. */
export interface ScanPlan {
  seed: number;
  scanner: ScannerChoice;
  family: string;
  container?: '20GP';
  /** In this order until one has a place in the load; none: a clean scan. */
  threats: string[];
  /** What is found there is harmless all the same. */
  harmless: boolean;
}

const own: readonly ThreatFamily[] = [...EMPTY_BLOCKS, ...ODDITIES];

/**
 * The phantom that a plan speaks of.
 *
 * @throws {DomainError} `threat-without-place` where the goods have room for none of the threats
 */
export function makeScan({ seed, scanner, family, container, threats }: ScanPlan): Phantom & { scanner: string } {
  const profile = scannerOf(scanner, seed);
  const options = { seed, family, profile, ...(container && { container }) };
  if (threats.length === 0) return { ...phantomScan({ ...options, threat: 'none' }), scanner: profile.name };
  for (const name of threats) {
    try {
      const threat = own.find((one) => one.name === name) ?? threatOf(name);
      return { ...phantomScan({ ...options, threat }), scanner: profile.name };
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'threat-without-place') throw error;
    }
  }
  throw new DomainError('threat-without-place', `${family} has no place for ${threats.join(', ')}`);
}
