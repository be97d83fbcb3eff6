import { z } from 'zod';
import { ContainerNumber } from '../container.ts';
import { Declaration } from '../declaration.ts';

const DAY_MS = 24 * 60 * 60_000;
/**
 * How long a declaration that says nothing of its validity holds: sea freight is declared weeks ahead and stands in the port
 * for weeks; papers come days late at times. The same container with other goods comes months later.
 */
export const DECLARATION_HOLDS = { days: 60, lateDays: 7 } as const;

/** One declaration that may be that of a scan. */
export const DeclarationCandidate = z.object({
  /** Declared to us, or typed with the order. */
  source: z.enum(['filed', 'order']),
  /** Of a filed one; null for an order's. */
  version: z.number().int().positive().nullable(),
  /** Containers of the scan that it names; all of them for an order's that names none. */
  containers: z.array(ContainerNumber),
  /** This version came after the scan was triggered. */
  late: z.boolean(),
  declaration: Declaration,
});
export type DeclarationCandidate = z.infer<typeof DeclarationCandidate>;

/**
 * What a scan's declaration may be: `several` as soon as one of its containers has more than one, because which of them holds is
 * for people to say. Two containers with one each are `one`: nothing is in doubt.
 */
export const DeclarationMatch = z.object({
  state: z.enum(['none', 'one', 'several']),
  candidates: z.array(DeclarationCandidate),
  /** Containers of the scan that nobody declared. */
  undeclared: z.array(ContainerNumber),
});
export type DeclarationMatch = z.infer<typeof DeclarationMatch>;

/** A declaration in the records, its newest version. */
export interface Filed {
  declaration: Declaration;
  version: number;
  /** When this version came, ms since 1970. */
  recordedAtMs: number;
  /** When this reference was first declared, by whatever version: a correction does not move it away from its scan. */
  sinceMs: number;
}

export interface Scanned {
  containers: readonly ContainerNumber[];
  /** Trigger, or where there was none yet the order; ms since 1970. */
  atMs: number;
  /** The order's own declaration. */
  declaration: Declaration | null;
}

/**
 * Finds the declarations of a scan by container number and time. Pure: asked again whenever a declaration comes or changes, it
 * answers anew. The order's own is a candidate like any other, unless a filed one of the same reference says it better.
 */
export function matchDeclarations(scan: Scanned, filed: readonly Filed[]): DeclarationMatch {
  const found = filed
    .filter((one) => holdsAt(one, scan.atMs))
    .map((one) => candidateOf(scan, one))
    .filter(({ containers }) => containers.length > 0)
    .sort((a, b) => (a.declaration.reference < b.declaration.reference ? -1 : 1));
  const own = ownCandidate(scan);
  const known =
    own !== null && found.some(({ declaration }) => declaration.reference === own.declaration.reference.trim());
  const candidates = own === null || known ? found : [own, ...found];

  const counts = scan.containers.map((number) => candidates.filter((one) => one.containers.includes(number)).length);
  const several = counts.some((count) => count > 1) || (counts.length === 0 && candidates.length > 1);
  return {
    state: candidates.length === 0 ? 'none' : several ? 'several' : 'one',
    candidates,
    undeclared: scan.containers.filter((_, i) => counts[i] === 0),
  };
}

/** From when to when a declaration can be that of a scan, ms since 1970; to declare before arrival is normal. */
export function holdingTime({ declaration, sinceMs }: Pick<Filed, 'declaration' | 'sinceMs'>): {
  fromMs: number;
  toMs: number;
} {
  const { declaredAt, validFrom, validTo } = declaration;
  const lastMs = declaredAt === undefined ? sinceMs : Math.max(sinceMs, Date.parse(declaredAt));
  return {
    fromMs: validFrom === undefined ? sinceMs - DECLARATION_HOLDS.lateDays * DAY_MS : Date.parse(validFrom),
    toMs: validTo === undefined ? lastMs + DECLARATION_HOLDS.days * DAY_MS : Date.parse(validTo),
  };
}

function holdsAt(filed: Filed, atMs: number): boolean {
  const { fromMs, toMs } = holdingTime(filed);
  return fromMs <= atMs && atMs <= toMs;
}

function candidateOf(
  { containers, atMs }: Scanned,
  { declaration, version, recordedAtMs }: Filed,
): DeclarationCandidate {
  return {
    source: 'filed',
    version,
    containers: containers.filter((number) => declaration.containers.includes(number)),
    late: recordedAtMs > atMs,
    declaration,
  };
}

function ownCandidate({ containers, declaration }: Scanned): DeclarationCandidate | null {
  if (declaration === null) return null;
  const named = containers.filter((number) => declaration.containers.includes(number));
  const covers = declaration.containers.length === 0 ? [...containers] : named;
  return { source: 'order', version: null, containers: covers, late: false, declaration };
}
