import { clopperPearson } from '@h986/domain/statistics';
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
  located: readonly { truth: LoadCase; located: LoadCase }[],
): ReadingFigure[] {
  const read = cases.filter((one): one is Read => one.read !== null);
  const loads = read.filter(({ family }) => family !== 'bare');
  const weighed = loads.filter(({ truth }) => truth.cargoKg >= LIGHT_KG);
  const light = loads.filter(({ truth }) => truth.cargoKg < LIGHT_KG);
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
    ...fills(loads.filter(({ outline }) => outline > 0)),
    ...empties(read),
    ...locatedErrors(located),
    {
      group: 'processor time',
      name: 'of both analyses, a scan',
      unit: 'ms',
      cases: cases.length,
      ...bootstrap(cases, (drawn) => mean(drawn.map(({ ms }) => ms))),
    },
  ];
}

const holds = ({ read, truth }: Read): boolean => read.low <= truth.cargoKg && truth.cargoKg <= read.high;
const relative = ({ read, truth }: Read): number => (100 * (read.kg - truth.cargoKg)) / truth.cargoKg;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
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
  const figure = (drawn: readonly Read[]): number => rms(drawn.map(({ read, truth }) => read.kg - truth.cargoKg));
  const common = { group: `mass: below ${LIGHT_KG} kg`, unit: 'kg', cases: cases.length };
  return [{ ...common, name: 'root mean square error', ...bootstrap(cases, figure) }];
}

function share(group: string, name: string, cases: readonly Read[], is: (one: Read) => boolean): ReadingFigure {
  return { group, name, cases: cases.length, ...clopperPearson(cases.filter(is).length, cases.length) };
}

function fills(cases: readonly Read[]): ReadingFigure[] {
  const error = ({ read, outline }: Read): number => read.fill - outline;
  const common = { group: 'fill', cases: cases.length };
  return [
    {
      ...common,
      name: 'beside the share of the box that goods cover, rms',
      ...bootstrap(cases, (drawn) => rms(drawn.map(error))),
    },
  ];
}

function empties(read: readonly Read[]): ReadingFigure[] {
  const bare = read.filter(({ family, truth }) => family === 'bare' && truth.block === null);
  const isFound = (one: Read): boolean => one.read.state === 'loaded' && one.read.placed;
  const blocks = (kg: number): Read[] => read.filter(({ truth }) => truth.block && Math.abs(truth.blockKg - kg) < 0.2);
  const group = 'empty check';
  return [
    share(group, 'bare containers that alarm', bare, (one) => one.read.state === 'loaded'),
    share(group, 'bare containers that cannot be told', bare, (one) => one.read.state === 'cannot-tell'),
    share(group, '1 kg of organic matter found', blocks(1), isFound),
    share(group, '5 kg of anything found', blocks(5), isFound),
    ...[...new Set(bare.map(({ truth }) => truth.type))].map((type) =>
      share(
        group,
        `1 or 5 kg found in ${type}`,
        [...blocks(1), ...blocks(5)].filter(({ truth }) => truth.type === type),
        isFound,
      ),
    ),
  ];
}

function locatedErrors(both: readonly { truth: LoadCase; located: LoadCase }[]): ReadingFigure[] {
  const read = both.flatMap(({ truth, located }) =>
    truth.read && located.read && truth.truth.cargoKg >= LIGHT_KG
      ? [{ truth: truth as Read, located: located as Read }]
      : [],
  );
  const common = { group: 'mass: boxes of the locator', unit: '%', cases: read.length };
  return (['truth', 'located'] as const).map((which) => ({
    ...common,
    name: which === 'truth' ? 'the same scans with the true boxes, rms' : 'root mean square error',
    ...bootstrap(read, (drawn) => rms(drawn.map((one) => relative(one[which])))),
  }));
}
