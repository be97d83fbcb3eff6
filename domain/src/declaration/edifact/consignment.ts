import { createPlaces, type Draft } from '../drafts.ts';
import type { Place } from '../faults.ts';

type Path = readonly (string | number)[];
interface Said {
  path: Path;
  value: unknown;
  place: Place;
}

/** Part of a message: what its segments say of a declaration or a container, in their order. */
export interface Part {
  said: Said[];
  /** Documents and references by their qualifier. */
  references: Map<string, Said>;
  /** Texts that go on in the next segment, by their path. */
  texts: Map<string, Said>;
  /** How many there are of what comes in lists, by the path of the list. */
  counts: Map<string, number>;
  /** A segment that cannot be understood lies in it: what it says is not all. */
  bad: boolean;
}

export interface Consignment extends Part {
  place: Place;
  /** How many goods so far. */
  goods: number;
  /** The containers that it names, by an EQD of its own or by SGP. */
  containers: Set<string>;
}

/** Where in the message we are, which is what tells whose mass or place a segment gives. */
export interface Reading {
  header: Part;
  /** By number. */
  containers: Map<string, Part>;
  consignments: Consignment[];
  within: 'header' | 'transport' | 'container' | 'other-equipment' | 'consignment' | 'goods' | 'split';
  container: Part | null;
}

export const emptyPart = (): Part => ({
  said: [],
  references: new Map(),
  texts: new Map(),
  counts: new Map(),
  bad: false,
});

export function partIn({ within, container, consignments, header }: Reading): Part {
  return (within === 'container' ? container : consignments.at(-1)) ?? header;
}

/** What is said first holds; what is empty says nothing. */
export function say({ said }: Part, path: Path, value: unknown, place: Place): void {
  if (value !== '') said.push({ path, value, place });
}

/** Adds to a list. */
export function sayNext(part: Part, path: Path, value: unknown, place: Place): void {
  const count = part.counts.get(path.join()) ?? 0;
  part.counts.set(path.join(), count + 1);
  say(part, [...path, count], value, place);
}

/** Goes on with a text that was begun. */
export function sayOn(part: Part, path: Path, text: string, place: Place): void {
  const before = part.texts.get(path.join());
  if (before) before.value = `${before.value} ${text}`;
  if (before || text === '') return;
  const said = { path, value: text, place };
  part.texts.set(path.join(), said);
  part.said.push(said);
}

/** What a declaration is called, the one that names it best first: its own number, then the bill, then the consignment's. */
const REFERENCE = ['UCN', 'ABT', 'BH', 'HWB', 'BM', 'CNI', 'MB'];
const BILLS = { house: ['BH', 'HWB'], master: ['MB', 'BM'] } as const;

export type Shared = Pick<Reading, 'header' | 'containers'> & { alone: boolean };

/**
 * A consignment with what the message says for all of them, as a draft of a declaration.
 *
 * @param shared `alone`: the message has no other; all of its containers are the consignment's then, where that names none
 * @returns null where something that belongs to it could not be understood
 */
export function draftOf(consignment: Consignment, { header, containers, alone }: Shared): Draft | null {
  const unnamed = consignment.containers.size === 0 && alone;
  const numbers = [...(unnamed ? containers.keys() : consignment.containers)].filter((number) =>
    containers.has(number),
  );
  const parts = numbers.flatMap((number) => containers.get(number) ?? []);
  if ([header, consignment, ...parts].some(({ bad }) => bad)) return null;

  const value: Record<string, unknown> = { goods: [], equipment: [] };
  const places = createPlaces(consignment.place);
  const put = ({ path, value: given, place }: Said): void => {
    if (setAt(value, path, given)) places.set(path.join('.'), place);
  };
  const references = [consignment.references, header.references];
  const first = (qualifiers: readonly string[], among = references): Said | undefined =>
    among.flatMap((known) => qualifiers.flatMap((qualifier) => known.get(qualifier) ?? []))[0];
  const called: [Path, Said | undefined][] = [
    [['reference'], first(REFERENCE, [consignment.references])],
    [['bill', 'house'], first(BILLS.house)],
    [['bill', 'master'], first(BILLS.master)],
  ];
  for (const [path, said] of called) if (said) put({ ...said, path });
  for (const said of [...consignment.said, ...header.said]) put(said);
  for (const [i, part] of parts.entries())
    for (const said of part.said) put({ ...said, path: ['equipment', i, ...said.path] });
  return { value, placeOf: places.placeOf };
}

/** @returns false where something was said there before */
function setAt(whole: Record<string, unknown>, path: Path, value: unknown): boolean {
  let at: Record<string | number, unknown> = whole;
  for (const [i, key] of path.slice(0, -1).entries()) {
    at[key] ??= typeof path[i + 1] === 'number' ? [] : {};
    at = at[key] as Record<string | number, unknown>;
  }
  const last = path.at(-1) as string | number;
  if (at[last] !== undefined) return false;
  at[last] = value;
  return true;
}
