import type { BoxMm, Finding, LocatedContainer } from '@h986/domain';

/** Around a container this much still belongs to it: walls bulge, and a box is a pixel or two off. */
const AROUND_MM = 100;
/** A finding of which this share lies in a container is about the container. */
const SHARE = 0.25;

/**
 * The findings that lie in a container, and how many do not: a vehicle is full of things that no model of cargo has seen. Where no
 * container was found all stay, for then nothing says where to look.
 */
export function insideContainers(
  findings: readonly Finding[],
  containers: readonly LocatedContainer[],
): { inside: Finding[]; outside: number } {
  if (containers.length === 0) return { inside: [...findings], outside: 0 };
  const inside = findings.filter(({ boxMm }) =>
    containers.some((container) => overlap(boxMm, grown(container.boxMm)) >= SHARE * boxMm.w * boxMm.h),
  );
  return { inside, outside: findings.length - inside.length };
}

function grown({ x, y, w, h }: BoxMm): BoxMm {
  return { x: x - AROUND_MM, y: y - AROUND_MM, w: w + 2 * AROUND_MM, h: h + 2 * AROUND_MM };
}

/** Area that two boxes share. */
export function overlap(a: BoxMm, b: BoxMm): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return Math.max(0, w) * Math.max(0, h);
}
