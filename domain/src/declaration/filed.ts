import { z } from 'zod';
import { ContainerNumber } from '../container.ts';
import { Declaration } from '../declaration.ts';

/**
 * A declaration as we keep it: it has a reference and a container, nothing in it contradicts itself, and it is in the one
 * form (see `canonicalDeclaration`), so that two that say the same are the same bytes.
 */
export const FiledDeclaration = Declaration.extend({
  reference: z.string('reference-missing').max(100, 'text-too-long'),
  containers: z.array(ContainerNumber).max(999, 'too-many').default([]),
  goods: Declaration.shape.goods.default([]),
})
  .superRefine((declaration, context) => {
    for (const { path, code } of contradictionsOf(declaration))
      context.addIssue({ code: 'custom', message: code, path });
  })
  .transform(canonicalDeclaration);
export type FiledDeclaration = z.infer<typeof FiledDeclaration>;

interface Contradiction {
  path: (string | number)[];
  code: string;
}

/** HS chapters: 77 is kept free by the World Customs Organization, 98 and 99 are for national use. */
const isChapter = (hsCode: string): boolean => !['00', '77'].includes(hsCode.slice(0, 2));

function contradictionsOf(declaration: Declaration): Contradiction[] {
  const { reference, containers, equipment = [], goods, seals, validFrom, validTo } = declaration;
  const found: Contradiction[] = valueFaults(declaration, []);
  const say = (code: string, ...path: (string | number)[]): void => void found.push({ code, path });
  if (reference.trim() === '') say('reference-missing', 'reference');

  const known = new Set<string>([...containers, ...equipment.map(({ container }) => container)]);
  if (known.size === 0) say('container-missing', 'containers');
  const listed = new Set<string>();
  equipment.forEach(({ container, seals: own }, i) => {
    if (listed.has(container)) say('container-twice', 'equipment', i, 'container');
    listed.add(container);
    for (const [s, seal] of own.entries()) if (!isSeal(seal)) say('seal-shape', 'equipment', i, 'seals', s);
  });
  for (const [s, seal] of seals.entries()) if (!isSeal(seal)) say('seal-shape', 'seals', s);

  goods.forEach((item, i) => {
    if (item.description.trim() === '') say('description-missing', 'goods', i, 'description');
    if (!isChapter(item.hsCode)) say('hs-chapter-unknown', 'goods', i, 'hsCode');
    for (const [c, number] of (item.containers ?? []).entries()) {
      if (!known.has(number)) say('container-unknown', 'goods', i, 'containers', c);
    }
  });
  if (validFrom && validTo && Date.parse(validTo) < Date.parse(validFrom)) say('validity-order', 'validTo');
  return found;
}

const isSeal = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9/.-]{0,39}$/.test(text.trim());

/** No ship carries a billion of anything. */
const MAX_NUMBER = 1e9;

/** Numbers that nobody meant; texts that no database keeps or no screen shows (see `isPrintable`). */
function valueFaults(value: unknown, path: (string | number)[]): Contradiction[] {
  if (typeof value === 'string') return isPrintable(value) ? [] : [{ path, code: 'text-control' }];
  if (typeof value === 'number') return value <= MAX_NUMBER ? [] : [{ path, code: 'number-range' }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    valueFaults(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** Controls other than line ends and tabs, and halves of surrogate pairs, are not. */
function isPrintable(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(text);
}

/**
 * The one form of a declaration: texts trimmed and empty ones absent, containers and seals sorted and once each, an entry of
 * equipment for every container, masses to the gram, instants in UTC to the millisecond. Order says nothing but among goods.
 */
export function canonicalDeclaration(given: Declaration): Declaration {
  const equipment = new Map((given.equipment ?? []).map((entry) => [entry.container, entry]));
  const containers = sortedOnce([...given.containers, ...equipment.keys()]);
  const only = containers.length === 1;
  return pruned({
    ...given,
    containers,
    equipment: containers.map((container) => {
      const entry = equipment.get(container);
      const seals = [...(entry?.seals ?? []), ...(only ? given.seals : [])];
      return { ...entry, container, seals: sealsOf(seals) };
    }),
    // Where there is but one container, there is but one thing to close.
    seals: only ? [] : sealsOf(given.seals),
    goods: given.goods.map((item) => ({
      ...item,
      containers: item.containers?.length ? sortedOnce(item.containers) : undefined,
    })),
    declaredAt: inUtc(given.declaredAt),
    validFrom: inUtc(given.validFrom),
    validTo: inUtc(given.validTo),
  }) as Declaration;
}

const sortedOnce = <T extends string>(list: readonly T[]): T[] => [...new Set(list)].sort();
const sealsOf = (seals: readonly string[]): string[] => sortedOnce(seals.map((seal) => seal.trim()));
const inUtc = (at: string | undefined): string | undefined => at && new Date(at).toISOString();

/** Without what says nothing: absent values, empty texts and empty objects. Lists stay; zero is a statement. */
function pruned(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() || undefined;
  // To the gram, and no negative zero.
  if (typeof value === 'number') return Math.round(value * 1000) / 1000 + 0;
  if (Array.isArray(value)) return value.map(pruned);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).flatMap(([key, inner]) => {
    const rest = pruned(inner);
    return rest === undefined ? [] : [[key, rest] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
