import { DomainError } from './errors.ts';

/** What an encoder says of one container: natural logarithms of probabilities, or logits. */
export interface SeenLoad {
  /** In the order of the logits, as the model's card has them. */
  classes: readonly { name: string; chapters: readonly string[] }[];
  /** One logit a class, of the whole load. */
  appearance: ArrayLike<number>;
  /** Part by part from the left of the picture, in each one logit a class. */
  parts: ArrayLike<number>;
}

export const MISMATCH_CODES = ['seems-empty', 'part-looks-different', 'load-looks-different'] as const;

export interface DeclarationMismatch {
  /** How unlikely what is declared is: -ln of its probability in the worst part, and the same in the whole, added up; 0 or more. */
  score: number;
  /** The part that fits worst, counted from the left; null where it is the whole load. */
  part: number | null;
  /** What it looks like instead: of the classes that were not declared the one that all parts together show most of. */
  seen: string;
  code: (typeof MISMATCH_CODES)[number];
}

/** Nothing may be less likely than this: the model has never seen enough to say so. */
const LEAST = 1e-6;
const EMPTY = 'empty';
const MIXED = 'mixed';

/**
 * How badly a load's looks fit the chapters that it was declared in.
 *
 * A part without goods fits every declaration. Two chapters or more may lie side by side, so they may also look mixed.
 *
 * @param declaredChapters of the Harmonized System, two digits
 * @returns null where it cannot be said: nothing is declared, or a chapter whose looks the model was never taught
 * @throws {DomainError} `encoder-output` when the logits are not one a class
 */
export function declarationMismatch(
  { classes, appearance, parts }: SeenLoad,
  declaredChapters: readonly string[],
): DeclarationMismatch | null {
  const count = classes.length;
  if (appearance.length !== count || parts.length === 0 || parts.length % count !== 0) {
    throw new DomainError('encoder-output', `${appearance.length} and ${parts.length} logits for ${count} classes`);
  }
  const declared = new Set(declaredChapters);
  const taught = [...declared].every((chapter) => classes.some(({ chapters }) => chapters.includes(chapter)));
  if (declared.size === 0 || !taught) return null;

  const fits = classes.map(({ name, chapters }) => {
    return chapters.some((chapter) => declared.has(chapter)) || (name === MIXED && declared.size > 1);
  });
  const fitsPart = fits.map((fit, i) => fit || classes[i]?.name === EMPTY);
  const whole = judge(probabilities(appearance, 0, count), fits);
  const each = Array.from({ length: parts.length / count }, (_, i) =>
    judge(probabilities(parts, i * count, count), fitsPart),
  );
  const score = scoreOf(
    whole.surprise,
    each.map(({ surprise }) => surprise),
  );
  const nameOf = (i: number): string => classes[i]?.name ?? '';

  if (nameOf(whole.likeliest) === EMPTY && !fits[whole.likeliest]) {
    return { score, part: null, seen: EMPTY, code: 'seems-empty' };
  }
  const worst = each.reduce((most, one, i) => (one.surprise > (each[most]?.surprise ?? 0) ? i : most), 0);
  const shown = classes.map((_, i) => (fitsPart[i] ? -1 : each.reduce((sum, { share }) => sum + (share[i] ?? 0), 0)));
  const seen = nameOf(shown.indexOf(Math.max(...shown)));
  const withGoods = each.filter(({ likeliest }) => nameOf(likeliest) !== EMPTY);
  const odd = withGoods.filter(({ likeliest }) => !fits[likeliest]);
  if (odd.length > 0 && odd.length === withGoods.length) {
    return { score, part: null, seen, code: 'load-looks-different' };
  }
  return { score, part: worst, seen, code: 'part-looks-different' };
}

/** The worst part and the whole together: a foreign lot shows in both, an accident of one part only there. */
function scoreOf(whole: number, parts: readonly number[]): number {
  return Math.max(...parts) + whole;
}

interface Judged {
  share: readonly number[];
  surprise: number;
  /** Index of a class. */
  likeliest: number;
}

function judge(share: readonly number[], fits: readonly boolean[]): Judged {
  const fitting = share.reduce((sum, one, i) => (fits[i] ? sum + one : sum), 0);
  return {
    share,
    surprise: -Math.log(Math.min(1, Math.max(LEAST, fitting))),
    likeliest: share.indexOf(Math.max(...share)),
  };
}

function probabilities(logits: ArrayLike<number>, from: number, count: number): number[] {
  const of = Array.from({ length: count }, (_, i) => logits[from + i] as number);
  const most = Math.max(...of);
  const powers = of.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((all, one) => all + one, 0);
  return powers.map((power) => power / sum);
}
