import type { Migration } from 'kysely/migration';
import * as records from './0001-records.ts';
import * as audit from './0002-audit.ts';
import * as declarations from './0003-declarations.ts';
import * as comparisons from './0004-comparisons.ts';
import * as preferences from './0004-preferences.ts';
import * as review from './0005-review.ts';
import * as siblings from './0006-siblings.ts';
import * as training from './0008-training.ts';
import * as scannerQuality from './0010-scanner-quality.ts';
import * as scannerChecks from './0011-scanner-checks.ts';
import * as locale from './0012-locale.ts';

/** In the order in which they are applied; one that has been released is never changed. */
export const migrations: Record<string, Migration> = {
  '0001-records': records,
  '0002-audit': audit,
  '0003-declarations': declarations,
  '0005-review': review,
  '0008-training': training,
  '0004-comparisons': comparisons,
  '0004-preferences': preferences,
  '0010-scanner-quality': scannerQuality,
  '0006-siblings': siblings,
  '0011-scanner-checks': scannerChecks,
  '0012-locale': locale,
};
