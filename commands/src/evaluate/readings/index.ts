import { detectabilitySuite } from './detectability/suite.ts';
import { loadSuite } from './load/suite.ts';
import { materialSuite } from './material/suite.ts';
import type { ReadingSuite } from './reading-suite.ts';
import { siblingsSuite } from './siblings/suite.ts';

/** The suites of readings by name; nothing learns from their seeds. */
export const readingSuites: readonly ReadingSuite[] = [loadSuite, materialSuite, detectabilitySuite, siblingsSuite];
