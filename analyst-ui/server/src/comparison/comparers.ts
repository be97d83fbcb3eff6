import type {
  ComparedContainer,
  ComparedDeclaration,
  ComparedScan,
  DeclarationMatch,
  Said,
  ScanResult,
} from '@h986/domain';
import type { Db, ScanRow } from '../records/tables.ts';
import { withOtherScans } from '../siblings/with-other-scans.ts';
import { withDeclarations } from './with-declarations.ts';

/** A scan that is to be held against what only the records know. */
export interface ScanToCompare {
  /** Locked. */
  row: ScanRow;
  /** Of the revision that the scan shows. */
  result: ScanResult;
  match: DeclarationMatch;
}

/** What a comparer has to say, and what it looked at; both lists may be left out. */
export interface Compared extends Said {
  declarations?: ComparedDeclaration[];
  scans?: ComparedScan[];
  containers?: ComparedContainer[];
}

/**
 * Holds a scan against something. Reads only, in the transaction that will keep what it says.
 *
 * It throws nothing of its own: a question that cannot be answered is a run that says why.
 */
export type Comparer = (scan: ScanToCompare, db: Db) => Promise<Compared>;

/** All of them, each asked every time. */
export const comparers: readonly Comparer[] = [withDeclarations, withOtherScans];
