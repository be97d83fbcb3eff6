import { DomainError } from '@h986/domain';
import { families, type Tier, threatFamilies } from '@h986/fixtures';
import { HELD_OUT } from '../training-data/drawn-profile.ts';
import { EMPTY_BLOCKS } from './judging/empty-blocks.ts';
import { ODDITIES } from './judging/odd-harmless.ts';
import type { ScannerChoice } from './judging/scanners.ts';

/** A set of scans to be judged by: half of them clean, half with something in them, where it knows of threats. */
export interface Suite {
  name: string;
  /** What it asks, for the table's head. */
  asks: string;
  /** Its scans' seeds begin here; every suite has a million of its own. */
  seedFrom: number;
  scanner: ScannerChoice;
  /** Goods, by tiers that come by turns. */
  cargo: readonly { tier: Tier; families: readonly string[] }[];
  container?: '20GP';
  /** What is hidden in every second scan, by turns; the next one where a load has no place for it. None: all are clean. */
  threats: readonly string[];
  /** What is there is odd but harmless: an alarm at it is a false one. */
  harmless?: boolean;
}

export const TIERS = ['D0', 'D1', 'D2', 'D3'] as const satisfies readonly Tier[];
/** Wrong in the papers alone: no picture shows them, and what reads pictures alone is not asked for them. */
export const IN_PAPERS_ONLY = ['empty-declared-loaded', 'loaded-declared-empty'] as const;

const heldOut = (name: string): boolean => (HELD_OUT as readonly string[]).includes(name);
const inPapersOnly = (name: string): boolean => (IN_PAPERS_ONLY as readonly string[]).includes(name);
const seenThreats = threatFamilies.map(({ name }) => name).filter((name) => !heldOut(name) && !inPapersOnly(name));
const unseenThreats = threatFamilies.map(({ name }) => name).filter(heldOut);

const cargoOf = (wanted: (family: (typeof families)[number]) => boolean): Suite['cargo'] =>
  TIERS.flatMap((tier) => {
    const names = families.filter((family) => family.tier === tier && wanted(family)).map(({ name }) => name);
    return names.length > 0 ? [{ tier, families: names }] : [];
  });
const seenCargo = cargoOf(({ name }) => !heldOut(name));

const same = { scanner: { base: 'drawn' }, cargo: seenCargo, threats: seenThreats } as const;

/** What a look at the suite `ci` takes: three clean scans and three with a threat of each tier. The tests take as many. */
export const CI_SCANS = 24;

/** The suites by name. Seeds from 900,000,000 on are never trained on. */
export const suites: readonly Suite[] = [
  { ...same, name: 'same', asks: 'goods and threats of kinds that were trained on', seedFrom: 900_000_000 },
  {
    ...same,
    name: 'unseen-threats',
    asks: `threats that no training scan held: ${unseenThreats.join(', ')}`,
    seedFrom: 901_000_000,
    threats: unseenThreats,
  },
  {
    ...same,
    name: 'unseen-cargo',
    asks: 'goods that no training scan held',
    seedFrom: 902_000_000,
    cargo: cargoOf(({ name }) => heldOut(name)),
  },
  {
    ...same,
    name: 'other-energy',
    asks: 'a 6/3 MV scanner, a pair that was not trained on',
    seedFrom: 903_000_000,
    scanner: { base: 'h986-6-3' },
  },
  {
    ...same,
    name: 'low-dose',
    asks: 'a quarter of the photons, three times the scatter',
    seedFrom: 904_000_000,
    scanner: { base: 'drawn', change: 'low-dose' },
  },
  {
    ...same,
    name: 'finer-pitch',
    asks: 'pixels 0.7 times as large',
    seedFrom: 905_000_000,
    scanner: { base: 'h986-6-4', change: 'finer-pitch' },
  },
  {
    ...same,
    name: 'coarser-pitch',
    asks: 'pixels 1.4 times as large',
    seedFrom: 906_000_000,
    scanner: { base: 'h986-6-4', change: 'coarser-pitch' },
  },
  {
    ...same,
    name: 'sensor-faults',
    asks: 'dead and hot channels, afterglow, drift and wobble well beyond the usual',
    seedFrom: 907_000_000,
    scanner: { base: 'drawn', change: 'sensor-faults' },
  },
  {
    ...same,
    name: 'odd-harmless',
    asks: 'nothing hidden: every second scan has dunnage, repairs, missing or leaning goods',
    seedFrom: 908_000_000,
    threats: ODDITIES.map(({ name }) => name),
    harmless: true,
  },
  {
    ...same,
    name: 'concealed-cars',
    asks: 'an undeclared car among other goods',
    seedFrom: 909_000_000,
    cargo: cargoOf(({ name }) => !heldOut(name) && name !== 'cars' && name !== 'empty'),
    threats: ['undeclared-car'],
  },
  {
    ...same,
    name: 'empties',
    asks: 'an empty container: a block of 1 kg of organic matter, or of 5 kg of anything',
    seedFrom: 910_000_000,
    cargo: [{ tier: 'D0', families: ['empty'] }],
    threats: EMPTY_BLOCKS.map(({ name }) => name),
  },
  {
    ...same,
    name: 'clean',
    asks: 'nothing hidden in any of them: do as many alarm as was promised',
    seedFrom: 912_000_000,
    threats: [],
  },
  {
    ...same,
    name: 'ci',
    asks: 'small scans for a quick look: 20 ft boxes, cut to the container',
    seedFrom: 911_000_000,
    scanner: { base: 'r60' },
    cargo: cargoOf(({ name, containers }) => !heldOut(name) && containers.includes('20GP')),
    container: '20GP',
  },
];

/** Clean scans from which thresholds come; nothing is trained on these seeds or judged by them. */
export const calibrationSuite: Suite = {
  ...same,
  name: 'calibration',
  asks: 'clean scans for thresholds',
  seedFrom: 800_000_000,
};

/** The same of empty containers alone. */
export const emptiesCalibration: Suite = {
  ...calibrationSuite,
  asks: 'clean empty containers for thresholds',
  cargo: calibrationSuite.cargo.filter(({ tier }) => tier === 'D0'),
};

/** Whether a suite has no other loads than empty containers. */
export function isOfEmpties({ cargo }: Pick<Suite, 'cargo'>): boolean {
  return cargo.every(({ tier }) => tier === 'D0');
}

/** So far behind them lie the seeds of further empties. */
export const EMPTIES_FROM = 49_000_000;

/** @throws {DomainError} `suite-unknown` */
export function suiteOf(name: string): Suite {
  const suite = suites.find((one) => one.name === name);
  if (suite) return suite;
  const known = suites.map((one) => one.name);
  throw new DomainError('suite-unknown', `no suite is called ${name}; there are ${known.join(', ')}`, {
    details: { name, known },
  });
}
