import type { ContainerLoad } from '../result.ts';
import type { COMPARISON_LIMITS } from './limits.ts';

export interface SecondKind {
  first: string;
  second: string;
  /** Parts beside each other that show the second kind. */
  from: number;
  parts: number;
}

/** What may lie anywhere, and so is no kind of goods. */
const NO_KIND = ['empty', 'mixed'];

/** Parts beside each other that surely look like another kind of goods than most of the load. */
export function secondKind(
  { classes, parts }: Pick<ContainerLoad, 'classes' | 'parts'>,
  { shows, first, parts: least }: (typeof COMPARISON_LIMITS)['appearance']['second'],
): SecondKind | null {
  const count = classes.length;
  const each = Array.from({ length: parts.length / count }, (_, i) => shares(parts.slice(i * count, (i + 1) * count)));
  const sure = each.map((share) =>
    share.findIndex((one, i) => one >= shows && !NO_KIND.includes(classes[i]?.name ?? '')),
  );
  const main = mostOf(sure.filter((kind) => kind >= 0));
  if (main === undefined) return null;
  const odd = sure.map((kind, i) => kind >= 0 && kind !== main && (each[i]?.[main] ?? 1) <= first);
  for (let from = 0; from < odd.length; from++) {
    let to = from;
    while (odd[to] && sure[to] === sure[from]) to += 1;
    if (to - from < least) continue;
    return { first: nameOf(main), second: nameOf(sure[from] as number), from, parts: to - from };
  }
  return null;

  function nameOf(kind: number): string {
    return classes[kind]?.name ?? '';
  }
}

/** The most frequent; of equals the first. */
function mostOf(kinds: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function shares(logits: readonly number[]): number[] {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((all, one) => all + one, 0);
  return powers.map((power) => power / sum);
}
