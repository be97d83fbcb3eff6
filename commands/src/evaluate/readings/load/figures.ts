import { clopperPearson, mean } from '@h986/domain/statistics';
import { bootstrap } from '../../bootstrap.ts';
import { TIERS } from '../../suites.ts';
import type { ReadingFigure } from '../reading-suite.ts';
import type { LoadCase } from './read.ts';

type Read = LoadCase & { read: NonNullable<LoadCase['read']> };

/** Below it a share of the mass says nothing: errors are in kg. */
const LIGHT_KG = 500;
/** With less of the load opaque the mass is no lower bound. */
const SEEN_THROUGH = 0.01;

export function figuresOf(
  cases: readonly LoadCase[],
  moved: readonly { truth: LoadCase; off: LoadCase }[],
): ReadingFigure[] {
  const read = cases.filter((one): one is Read => one.read !== null);
  const loads = read;
  const weighed = loads.filter(({ loadKg }) => loadKg >= LIGHT_KG);
  const light = loads.filter(({ loadKg }) => loadKg < LIGHT_KG);
  const clear = weighed.filter((one) => one.read.opaqueShare < SEEN_THROUGH);
  const opaque = weighed.filter((one) => one.read.opaqueShare >= SEEN_THROUGH);
  return [
    ...errors('all that is seen through', clear),
    ...TIERS.flatMap((tier) =>
      errors(
        `of these, ${tier}`,
        clear.filter((one) => one.tier === tier),
      ),
    ),
    ...errors('1 % or more opaque', opaque),
    ...lightErrors(light),
    share('intervals of 90 %', 'hold the mass', loads, holds),
    ...TIERS.map((tier) =>
      share(
        'intervals of 90 %',
        `in ${tier}`,
        loads.filter((one) => one.tier === tier),
        holds,
      ),
    ),
    ...movedErrors(moved),
    {
      group: 'processor time',
      name: 'of weighing, a scan',
      unit: 'ms',
      cases: cases.length,
      ...bootstrap(cases, (drawn) => mean(drawn.map(({ ms }) => ms))),
    },
  ];
}

const holds = ({ read, loadKg }: Read): boolean => read.low <= loadKg && loadKg <= read.high;
const relative = ({ read, loadKg }: Read): number => (100 * (read.kg - loadKg)) / loadKg;
const rms = (values: readonly number[]): number => Math.sqrt(mean(values.map((value) => value ** 2)));

function errors(group: string, cases: readonly Read[]): ReadingFigure[] {
  const of = (name: string, figure: (drawn: readonly Read[]) => number): ReadingFigure => ({
    group: `mass: ${group}`,
    name,
    unit: '%',
    cases: cases.length,
    ...bootstrap(cases, figure),
  });
  return [
    of('root mean square error', (drawn) => rms(drawn.map(relative))),
    of('mean error', (drawn) => mean(drawn.map(relative))),
  ];
}

function lightErrors(cases: readonly Read[]): ReadingFigure[] {
  const figure = (drawn: readonly Read[]): number => rms(drawn.map(({ read, loadKg }) => read.kg - loadKg));
  const common = { group: `mass: below ${LIGHT_KG} kg`, unit: 'kg', cases: cases.length };
  return [{ ...common, name: 'root mean square error', ...bootstrap(cases, figure) }];
}

function share(group: string, name: string, cases: readonly Read[], is: (one: Read) => boolean): ReadingFigure {
  return { group, name, cases: cases.length, ...clopperPearson(cases.filter(is).length, cases.length) };
}

/** How much boxes that are off, as a locator's are, add to the error. */
function movedErrors(both: readonly { truth: LoadCase; off: LoadCase }[]): ReadingFigure[] {
  const read = both.flatMap(({ truth, off }) =>
    truth.read && off.read && truth.loadKg >= LIGHT_KG ? [{ truth: truth as Read, off: off as Read }] : [],
  );
  const common = { group: 'mass: boxes that are off by 6 px', unit: '%', cases: read.length };
  return (['truth', 'off'] as const).map((which) => ({
    ...common,
    name: which === 'truth' ? 'the same scans with the true boxes, rms' : 'root mean square error',
    ...bootstrap(read, (drawn) => rms(drawn.map((one) => relative(one[which])))),
  }));
}
