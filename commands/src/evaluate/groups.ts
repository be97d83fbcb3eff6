import type { ScanRecord } from './judging/record.ts';
import { isClean } from './scores.ts';

/** Scans that figures are told of together. */
export interface Group {
  group: string;
  members: readonly ScanRecord[];
}

/** Metal and heavier, as large as two hands: what published figures are mostly about. */
export const HEAVY_GROUP = 'heavy from 50 cm2, D0 to D2';
const HEAVY_SHARE = 0.5;
const HEAVY_FROM_CM2 = 50;

/** All of a suite, then tier by tier, then threat by threat and those of heavy matter (each against all clean scans of its tiers), then oddities. */
export function groupsOf(records: readonly ScanRecord[]): Group[] {
  const clean = records.filter(isClean);
  return [
    { group: 'all', members: records },
    ...namesOf(records, ({ tier }) => tier).map((tier) => {
      return { group: tier, members: records.filter((record) => record.tier === tier) };
    }),
    ...heavyGroup(records),
    ...namesOf(records, ({ threat }) => threat?.family).map((family) => {
      return { group: family, members: [...clean, ...records.filter(({ threat }) => threat?.family === family)] };
    }),
    ...namesOf(records, ({ oddity }) => oddity).map((oddity) => {
      return { group: oddity, members: records.filter((record) => record.oddity === oddity) };
    }),
  ];
}

type Threat = NonNullable<ScanRecord['threat']>;

function heavyGroup(records: readonly ScanRecord[]): Group[] {
  const loads = records.filter(({ tier }) => tier !== 'D3');
  const isHeavy = ({ heavyShare, areaCm2 }: Threat): boolean => heavyShare >= HEAVY_SHARE && areaCm2 >= HEAVY_FROM_CM2;
  const members = loads.filter(({ threat }) => threat === null || isHeavy(threat));
  return members.some((record) => !isClean(record)) ? [{ group: HEAVY_GROUP, members }] : [];
}

function namesOf(records: readonly ScanRecord[], name: (record: ScanRecord) => string | null | undefined): string[] {
  return [...new Set(records.map(name))].filter((one): one is string => typeof one === 'string').sort();
}
