import type { ContainerNumber } from '../container.ts';
import type { DeclarationMatch } from '../declaration/match.ts';
import type { ScanResult } from '../result.ts';
import { agreed, type Rule } from './agreed.ts';
import { appearanceRule } from './appearance.ts';
import { type Answer, asked } from './asked.ts';
import { type Assignments, assignmentsOf } from './assignments.ts';
import type { ComparedContainer, ComparedDeclaration, Said } from './comparison.ts';
import { type DeclaredLoad, widest } from './declared-load.ts';
import { densityRule } from './density.ts';
import { emptinessRule } from './emptiness.ts';
import { massRule, weighedRule } from './mass.ts';
import { type SeenContainer, seenContainers } from './seen.ts';
import { totalMass } from './total-mass.ts';
import { undeclaredContainers } from './undeclared.ts';
import { unitsRule } from './units.ts';

const VERSION = '1.0.0';

/** Names of the runs, one a question. */
export const DECLARATION_RUNS = [
  'declaration-containers',
  'declaration-empty',
  'declaration-mass',
  'weighbridge-mass',
  'declaration-density',
  'declaration-appearance',
  'declaration-units',
] as const;

export interface DeclarationsCompared extends Said {
  declarations: ComparedDeclaration[];
  containers: ComparedContainer[];
}

/** Holds a result against what may be its declaration. Pure: with other versions it answers anew. */
export function compareDeclarations(
  result: ScanResult,
  numbers: readonly ContainerNumber[],
  match: DeclarationMatch,
): DeclarationsCompared {
  const boxes = seenContainers(result);
  const lengths = boxes.map(({ lengthMm }) => lengthMm);
  const assignments = assignmentsOf(numbers, lengths, match);
  const by = (rule: Rule): Answer => agreed(rule, boxes, assignments);
  const ask: Record<(typeof DECLARATION_RUNS)[number], () => Answer> = {
    'declaration-containers': () => undeclaredContainers(numbers, match),
    'declaration-empty': () => by(emptinessRule()),
    'declaration-mass': () => massAnswer(by(massRule()), totalMass(numbers, boxes, match)),
    'weighbridge-mass': () => by(weighedRule()),
    'declaration-density': () => by(densityRule()),
    'declaration-appearance': () => by(appearanceRule()),
    'declaration-units': () => by(unitsRule()),
  };
  const said = DECLARATION_RUNS.map((name) => asked(name, VERSION, ask[name]));
  return {
    runs: said.flatMap(({ runs }) => runs),
    observations: said.flatMap(({ observations }) => observations),
    declarations: match.candidates.map(({ source, version, declaration: { reference } }) => ({
      source,
      reference,
      version,
    })),
    containers: boxes.map((box, i) => balanceOf(box, i, assignments)),
  };
}

/** Where goods span containers, all of them together. */
function massAnswer(each: Answer, total: Answer | null): Answer {
  return each.notApplicable === 'goods-span-containers' && total ? total : each;
}

/** What scales and papers say of a box; nothing where it is in doubt which container it is. */
function balanceOf(
  { reading }: SeenContainer,
  box: number,
  { possible, orderUnclear }: Assignments,
): ComparedContainer {
  const loads = possible.map((assignment) => assignment[box] as DeclaredLoad);
  const numbers = [...new Set(loads.flatMap(({ number }) => number ?? []))];
  if (orderUnclear) return { numbers, declaredKg: null, weighedKg: null };
  const tareKg = reading?.mass?.tareKg;
  const [weighed] = loads.flatMap(({ weighedKg }) => weighedKg ?? []);
  return {
    numbers,
    declaredKg: widest(loads.map(({ grossKg, netKg }) => grossKg ?? netKg)),
    weighedKg: weighed && tareKg !== undefined && weighed.low === weighed.high ? weighed.low - tareKg : null,
  };
}
