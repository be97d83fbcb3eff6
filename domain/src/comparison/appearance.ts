import { declarationMismatch } from '../declaration-mismatch.ts';
import type { BoxPx } from '../finding.ts';
import type { ContainerLoad } from '../result.ts';
import { cannot, FITS, type Opinion, type Rule } from './agreed.ts';
import { COMPARISON_LIMITS } from './limits.ts';
import { secondKind } from './second-kind.ts';
import type { SeenContainer } from './seen.ts';

export type AppearanceLimits = (typeof COMPARISON_LIMITS)['appearance'];

/** What the load looks like, as a whole and part by part, against the chapters of the declared goods. */
export function appearanceRule(limits: AppearanceLimits = COMPARISON_LIMITS.appearance): Rule {
  return (seen, { goods, shared, empty }) => {
    if (empty) return cannot('declared-empty');
    if (!seen.looks) return cannot('no-reading');
    const codes = [...goods, ...shared].map(({ hsCode }) => hsCode);
    if (codes.length === 0) return cannot('goods-not-declared');
    const chapters = [...new Set(codes.map((code) => code.slice(0, 2)))];
    const mismatch = declarationMismatch(seen.looks, chapters);
    if (mismatch === null) return cannot('chapter-not-taught');
    const { score, part, code, seen: looksLike } = mismatch;
    if (score < limits.from) return new Set(codes).size === 1 ? second(seen, seen.looks, limits) : FITS;
    const values = { score, from: limits.from };
    const names = { looksLike };
    if (code === 'seems-empty') {
      // Whoever measured it knows better.
      const measured = seen.reading?.emptiness?.state ?? 'cannot-tell';
      return measured === 'cannot-tell' ? differs(score, { code: 'declared-loaded-but-empty', values, names }) : FITS;
    }
    return differs(score, {
      code,
      values,
      names,
      ...(part !== null && { boxPx: partOf(seen.boxPx, seen.looks, part) }),
    });
  };
}

const differs = (by: number, observation: Extract<Opinion, { kind: 'differs' }>['observation']): Opinion => ({
  kind: 'differs',
  by,
  observation,
});

function second({ boxPx }: SeenContainer, looks: ContainerLoad, limits: AppearanceLimits): Opinion {
  const found = secondKind(looks, limits.second);
  if (!found) return FITS;
  const { first, second: other, from, parts } = found;
  const [left, right] = [partOf(boxPx, looks, from), partOf(boxPx, looks, from + parts - 1)];
  return differs(parts, {
    code: 'second-kind-of-goods',
    values: { parts, of: countOf(looks) },
    names: { first, looksLike: other },
    boxPx: { ...left, w: right.x + right.w - left.x },
  });
}

const countOf = ({ classes, parts }: ContainerLoad): number => parts.length / classes.length;

/** One of the equal parts of a container's length. */
function partOf({ x, y, w, h }: BoxPx, looks: ContainerLoad, part: number): BoxPx {
  const count = countOf(looks);
  return { x: x + (part * w) / count, y, w: w / count, h };
}
