import { partOf, type Segment } from './segments.ts';

/** Kilograms in the units of UN/ECE Recommendation 20 in which goods are weighed. */
const KILOGRAMS: Record<string, number> = { KGM: 1, GRM: 0.001, TNE: 1000, LBR: 0.45359237 };

/** What MEA's measured attribute (6313) means to us; any other, such as a volume or a temperature, is passed over. */
const MEASURED: Record<string, 'gross' | 'net' | 'weighed'> = {
  G: 'gross',
  AAB: 'gross',
  AAD: 'gross',
  WT: 'gross',
  AAA: 'net',
  AAC: 'net',
  AAL: 'net',
  N: 'net',
  // Verified gross mass of SOLAS: weighed, not said.
  VGM: 'weighed',
};

export type Measure =
  | { kind: 'gross' | 'net' | 'weighed'; kg: number | string }
  | { kind: 'unit-unknown' }
  | { kind: 'other' };

/** A MEA segment. What is no number stays text, and the schema names the fault. */
export function measureOf(segment: Segment): Measure {
  const kind = MEASURED[partOf(segment, 2)];
  if (!kind) return { kind: 'other' };
  const unit = KILOGRAMS[partOf(segment, 3, 1)];
  if (unit === undefined) return { kind: 'unit-unknown' };
  const value = numberOf(partOf(segment, 3, 2));
  return { kind, kg: typeof value === 'number' ? value * unit : value };
}

/** Point and comma are both decimal marks (ISO 9735, 10); thousands are not set apart. Empty stays empty. */
export function numberOf(text: string): number | string {
  return /^\d{1,12}([.,]\d{1,6})?$/.test(text) ? Number(text.replace(',', '.')) : text;
}

/**
 * A DTM segment's value as ISO 8601 in UTC; formats 102, 203, 204 and 205 of code list 2379, a time without a zone being UTC.
 *
 * @returns the text itself where it is no such time, for the schema to refuse
 */
export function timeOf(segment: Segment): string {
  const text = partOf(segment, 1, 2);
  const pattern = FORMATS[partOf(segment, 1, 3)];
  const found = pattern?.exec(text)?.groups;
  if (!found) return text || 'missing';
  const { y, m, d, h = '00', min = '00', s = '00', zone } = found;
  const day = new Date(`${y}-${m}-${d}T00:00:00Z`);
  const at = new Date(`${y}-${m}-${d}T${h}:${min}:${s}${zone ? `${zone.slice(0, 3)}:${zone.slice(3)}` : 'Z'}`);
  // The engine takes a 30 February for the 2 March.
  const real = !Number.isNaN(at.getTime()) && !Number.isNaN(day.getTime()) && day.getUTCDate() === Number(d);
  return real ? at.toISOString() : text;
}

const DAY = '^(?<y>\\d{4})(?<m>\\d{2})(?<d>\\d{2})';
const FORMATS: Record<string, RegExp> = {
  102: new RegExp(`${DAY}$`),
  203: new RegExp(`${DAY}(?<h>\\d{2})(?<min>\\d{2})$`),
  204: new RegExp(`${DAY}(?<h>\\d{2})(?<min>\\d{2})(?<s>\\d{2})$`),
  205: new RegExp(`${DAY}(?<h>\\d{2})(?<min>\\d{2})(?<zone>[+-]\\d{4})$`),
};

/** Name of a party: C080 where it is given in parts, else the first lines of C058, else its identifier. */
export function partyOf(segment: Segment): string {
  const parts = [segment.elements[3], segment.elements[2], [partOf(segment, 2)]];
  const found = parts.find((lines) => lines?.some((line) => line.trim() !== '')) ?? [];
  return found
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')
    .slice(0, 200);
}

/** A ship's IMO number where the means of transport is given by it. */
export function imoOf(text: string): string {
  return /^(IMO)?(\d{7})$/.exec(text.replaceAll(' ', ''))?.[2] ?? '';
}

/** HS codes are printed with points and spaces that are no part of them. */
export const hsCodeOf = (text: string): string => text.replace(/[\s.]/g, '');
export const containerOf = (text: string): string => text.toUpperCase().replace(/[\s-]/g, '');
