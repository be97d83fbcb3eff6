import type { z } from 'zod';
import { type FaultList, faultNameOf, type Place } from './faults.ts';
import { FiledDeclaration } from './filed.ts';

/** One ship's manifest has less. */
export const MAX_DECLARATIONS = 2_000;

/** A container with a hundred items of goods has some thousand. */
const MAX_VALUES = 20_000;

/** A declaration as a file has it, nothing believed yet. */
export interface Draft {
  value: Record<string, unknown>;
  /** Where what is at a path, e.g. `equipment.0.container`, was read; a path without a place has that of the nearest above it. */
  placeOf(path: readonly PropertyKey[]): Place;
}

/**
 * The declarations that hold. A fault that lies in one container leaves that container out, with the goods that lie in it
 * alone; any other leaves out the declaration: less than what was declared is never taken for it.
 */
export function fileDrafts(drafts: readonly Draft[], faults: FaultList): FiledDeclaration[] {
  const twice = repeated(drafts.map(referenceOf));
  const filed: FiledDeclaration[] = [];
  for (const [i, draft] of drafts.entries()) {
    const reference = referenceOf(draft);
    if (i === MAX_DECLARATIONS) faults.add('too-many-declarations', draft.placeOf([]));
    if (i === MAX_DECLARATIONS || faults.full) break;
    if (reference !== undefined && twice.has(reference)) {
      faults.add('reference-twice', draft.placeOf(['reference']), reference);
      continue;
    }
    const declaration = fileDraft(draft, faults);
    if (declaration) filed.push(declaration);
  }
  return filed;
}

function fileDraft(draft: Draft, faults: FaultList): FiledDeclaration | null {
  // Each wrong value costs a thousand times its own size to be told of.
  if (valuesIn(draft.value) > MAX_VALUES) {
    faults.add('too-many', draft.placeOf([]), referenceOf(draft));
    return null;
  }
  const whole = FiledDeclaration.safeParse(draft.value, { reportInput: true });
  if (whole.success) return whole.data;
  for (const issue of whole.error.issues) {
    if (isSaidAlready(issue, draft.value)) continue;
    faults.add(faultNameOf(issue), draft.placeOf(issue.path), referenceOf(draft));
  }
  const rest = withoutContainers(draft.value, whole.error.issues);
  const filed = rest && FiledDeclaration.safeParse(rest, { reportInput: true });
  // What was hidden behind the faults of the container; its place in the rest is not its place in the file.
  for (const issue of filed?.error?.issues ?? []) faults.add(faultNameOf(issue), draft.placeOf([]), referenceOf(draft));
  return filed?.data ?? null;
}

/** Goods that name a container by the same wrong number: the number is wrong once. */
function isSaidAlready({ path, input }: z.core.$ZodIssue, { equipment }: Draft['value']): boolean {
  const ofGoods = path[0] === 'goods' && path[2] === 'containers' && typeof input === 'string';
  return ofGoods && Array.isArray(equipment) && equipment.some((entry) => numberOf(entry) === input);
}

/** The draft without the entries of equipment that have a fault; null where there is nothing of the kind to leave out. */
function withoutContainers({ containers, equipment, goods, ...rest }: Draft['value'], issues: z.core.$ZodIssue[]) {
  const bad = new Set(issues.flatMap(({ path }) => (path[0] === 'equipment' ? [path[1]] : [])));
  if (!Array.isArray(equipment) || bad.has(undefined) || bad.size === 0) return null;
  const left = new Set(equipment.filter((_, i) => bad.has(i)).map(numberOf));
  const kept = equipment.filter((_, i) => !bad.has(i));
  // Left out twice over, or once right and once wrong: nobody can say which of the two was meant.
  if (kept.some((entry) => left.has(numberOf(entry)))) return null;
  const stays = (number: unknown): boolean => !left.has(number);
  const others = Array.isArray(containers) && containers.some(stays);
  if (kept.length === 0 && !others) return null;
  return {
    ...rest,
    containers: Array.isArray(containers) ? containers.filter(stays) : containers,
    equipment: kept,
    goods: Array.isArray(goods) ? goods.flatMap((item) => goodsLeft(item, stays)) : goods,
  };
}

function goodsLeft(item: unknown, stays: (number: unknown) => boolean): unknown[] {
  const own = (item as { containers?: unknown } | null)?.containers;
  if (!Array.isArray(own) || own.length === 0) return [item];
  const containers = own.filter(stays);
  return containers.length === 0 ? [] : [{ ...(item as object), containers }];
}

function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, inner) => sum + valuesIn(inner), 1);
}

const numberOf = (entry: unknown): unknown => (entry as { container?: unknown } | null)?.container;

function referenceOf({ value: { reference } }: Draft): string | undefined {
  return typeof reference === 'string' && reference.trim() !== '' ? reference.trim().slice(0, 100) : undefined;
}

function repeated(texts: readonly (string | undefined)[]): Set<string | undefined> {
  const seen = new Set<string | undefined>();
  return new Set(texts.filter((text) => seen.size === seen.add(text).size));
}

/** Places by path, for a reader that knows where each value came from. */
export function createPlaces(whole: Place): { set(path: string, place: Place): void; placeOf: Draft['placeOf'] } {
  const places = new Map<string, Place>();
  return {
    set: (path, place) => void places.set(path, place),
    placeOf(path) {
      for (let depth = path.length; depth > 0; depth--) {
        const place = places.get(path.slice(0, depth).map(String).join('.'));
        if (place) return place;
      }
      return whole;
    },
  };
}
