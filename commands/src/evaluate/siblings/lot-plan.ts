import { appearanceOf, type ContainerType, familyOf } from '@h986/fixtures';
import { chanceOf } from '../../training-data/drawn-profile.ts';

/** What makes one container of a lot the odd one. */
export const ODDITIES = ['other-goods', 'less-mass', 'hollow-block', 'extra-object'] as const;
export type Oddity = (typeof ODDITIES)[number];
/** Rendered for each lot; other goods are a container of another lot. */
export type RenderedOddity = Exclude<Oddity, 'other-goods'>;
const RENDERED = ODDITIES.filter((one): one is RenderedOddity => one !== 'other-goods');

/** One container to be rendered. */
export interface SiblingPlan {
  seed: number;
  lot: number;
  family: string;
  container: ContainerType;
  /** The truck came from the other side. */
  mirrored: boolean;
  odd?: RenderedOddity;
}

/** Containers of the same goods, packed the same way, and odd ones that could be among them. */
export interface LotPlan {
  seed: number;
  family: string;
  looks: string;
  siblings: SiblingPlan[];
  odd: SiblingPlan[];
}

/** What lots carry. Goods of which each container is a matter of chance, such as scrap, are no lots that anybody could compare. */
export const FAMILIES = [
  ...['clothing', 'shoes', 'electronics', 'appliances', 'bottles', 'cans', 'rice', 'coffee', 'drums', 'ibcs'],
  ...['paper-rolls', 'tyres', 'plastic-ware', 'timber', 'tiles', 'frozen-meat', 'furniture', 'big-bags'],
] as const;
/** Containers rendered of each lot. */
export const LOT_SIZE = 13;
/** So many lots travel in containers of two sizes. */
const MIXED_SIZES = 0.15;
/** So many lots travel in 20 ft where the goods do: they are the quickest to render. */
const SHORT = 0.6;
const MIRRORED = 0.25;
/** Between the seeds of two lots: no lot has as many containers. */
const LOT_STEP = 40;

/** The lot of a seed, always the same; families come in turn, so that a few lots show many. */
export function lotPlan(first: number, index: number): LotPlan {
  const seed = first + index * LOT_STEP;
  const chance = chanceOf(seed ^ 0x10715);
  const family = FAMILIES[index % FAMILIES.length] as string;
  const sizes = familyOf(family).containers.filter((type) => !NOT_ALONE.includes(type));
  const draw = (): ContainerType =>
    sizes.includes('20GP') && chance() < SHORT ? '20GP' : (sizes[Math.floor(chance() * sizes.length)] as ContainerType);
  const kinds = [draw(), draw()] as const;
  const mixed = chance() < MIXED_SIZES;
  const one = (i: number): SiblingPlan => ({
    seed: seed + i,
    lot: seed,
    family,
    container: kinds[mixed && chance() < 0.5 ? 1 : 0],
    mirrored: chance() < MIRRORED,
  });
  const siblings = Array.from({ length: LOT_SIZE }, (_, i) => one(i));
  const odd = RENDERED.map((odd, i) => ({ ...one(LOT_SIZE + i), odd }));
  return { seed, family, looks: appearanceOf(family), siblings, odd };
}

const NOT_ALONE: readonly ContainerType[] = ['2x20GP', '40FR', '40OT'];
