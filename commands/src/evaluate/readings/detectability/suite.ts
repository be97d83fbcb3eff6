import { reachesAlarm } from '@h986/domain';
import { clopperPearson } from '@h986/domain/statistics';
import { families, type ScannerProfile, type StoredScan, type Tier } from '@h986/fixtures';
import type { ModelSet } from '@h986/pipeline';
import { readMaterialTables, tableFor } from '../../../../../pipeline/src/material/read-tables.ts';
import { chanceOf, drawnProfile } from '../../../training-data/drawn-profile.ts';
import { analyse, rawScanOf } from '../../judging/analyse.ts';
import { openModels } from '../../judging/open-models.ts';
import { TIERS } from '../../suites.ts';
import type { Reading, ReadingFigure, ReadingSuite, ReadingWanted } from '../reading-suite.ts';
import { STUFFS, type Stuff } from './insert.ts';
import { FACTORS, type Factor } from './place-cubes.ts';
import { type Tried, type TriedLoad, tryLoad } from './try-load.ts';

/** Tiers of which a trained model is asked for the same cubes, beside the filter. */
const ASKED: readonly Tier[] = ['D0', 'D1'];
const MODEL = 'cargoseg';
/** Cubes in a load: a model makes twelve findings at most. */
const MOST = { asked: 9, others: 16 };
/** Of every so many loads of these tiers one is shown to the model as well: that takes longer than all the rest. */
const ASKED_EVERY = 3;
/** Of so many loads one is looked at once more without cubes. */
const FALSE_ALARMS_EVERY = 3;
/** Beside a cube this still counts as on it, px. */
const BESIDE_PX = 10;

/** Whether what is said to be just seen is seen: cubes of the said size, of half of it and of twice, put into loads by way of the physics. */
export const detectabilitySuite: ReadingSuite = {
  name: 'detectability',
  asks: 'is a cube found that is said to be just seen where it stands, and one of half its size not',
  seedFrom: 923_000_000,
  scans: 40,
  run,
};

/** A cube, and what the model said of its place; left out where it was not asked. */
interface Asked extends Tried {
  marked?: boolean;
  alarmed?: boolean;
}

async function run({ scans, seed, modelsDir, tell }: ReadingWanted): Promise<Reading> {
  const models = await openModels(modelsDir);
  const tables = await readMaterialTables(modelsDir, null);
  const table = (scan: StoredScan) => tableFor(tables, { lane: '', ...scan })?.table ?? null;
  const cubes: Asked[] = [];
  const falseAlarms = { places: 0, called: 0 };
  let refused = 0;
  let asking = 0;
  for (let i = 0; i < scans; i++) {
    tell(`detectability ${i + 1}/${scans}`);
    const tier = TIERS[i % TIERS.length] as Tier;
    const most = ASKED.includes(tier) ? MOST.asked : MOST.others;
    const plan = { seed: seed + i, family: familyOf(tier, i), profile: profileOf(seed + i), table };
    const load = tryLoad(plan, { turn: cubes.length, most }, i % FALSE_ALARMS_EVERY === 0);
    if (!load) {
      refused++;
      continue;
    }
    falseAlarms.places += load.falseAlarms?.places ?? 0;
    falseAlarms.called += load.falseAlarms?.called ?? 0;
    const isAsked = ASKED.includes(tier) && asking++ % ASKED_EVERY === 0;
    cubes.push(...(isAsked ? await asked(load, models) : load.cubes));
  }
  const rate = falseAlarms.called / Math.max(1, falseAlarms.places);
  return {
    scans,
    figures: figuresOf(cubes),
    notes: [
      `false alarms of the filter that really came, in second pictures of the same loads: ${(100 * rate).toFixed(2)} % of places`,
      ...(refused > 0 ? [`${refused} loads had no inside to look at`] : []),
    ],
  };
}

function familyOf(tier: Tier, i: number): string {
  const names = families.filter((family) => family.tier === tier).map(({ name }) => name);
  return names[Math.floor(chanceOf(i ^ 0xfa31)() * names.length)] as string;
}

const profileOf = (seed: number): ScannerProfile => drawnProfile(chanceOf(seed));

/** What the model finds where the cubes stand; all cubes of a load are in its picture at once. */
async function asked({ cubes, scan }: TriedLoad, models: ModelSet): Promise<Asked[]> {
  if (cubes.length === 0) return [];
  const { result } = await analyse(rawScanOf(scan), models);
  const findings = result.findings.filter(({ algorithm }) => algorithm.name === MODEL);
  const { linePitchMm, channelPitchMm } = scan.geometry;
  return cubes.map((cube) => {
    const on = findings.filter(({ boxPx: { x, y, w, h } }) => {
      const [along, down] = [cube.sideMm / linePitchMm / 2 + BESIDE_PX, cube.sideMm / channelPitchMm / 2 + BESIDE_PX];
      return Math.abs(x + w / 2 - cube.line) < along && Math.abs(y + h / 2 - cube.channel) < down;
    });
    const alarmed = on.some(reachesAlarm);
    return { ...cube, marked: on.length > 0, alarmed };
  });
}

function figuresOf(cubes: readonly Asked[]): ReadingFigure[] {
  const tiers = TIERS.filter((tier) => cubes.some((cube) => cube.tier === tier));
  const groups: [string, readonly Asked[]][] = [
    ['all', cubes],
    ...tiers.map((tier): [string, readonly Asked[]] => [tier, cubes.filter((cube) => cube.tier === tier)]),
  ];
  const asks = cubes.filter(({ marked }) => marked !== undefined);
  return [
    ...groups.flatMap(([group, of]) => bySize(`filter, ${group}`, of, ({ found }) => found)),
    ...bySize(`${MODEL}, ${ASKED.join(' and ')}: marks it`, asks, ({ marked }) => marked === true),
    ...bySize(`${MODEL}, ${ASKED.join(' and ')}: alarms`, asks, ({ alarmed }) => alarmed === true),
  ];
}

const SIZES: Record<Factor, string> = { 0.5: 'half the said size', 1: 'of the said size', 2: 'twice the said size' };

function bySize(group: string, cubes: readonly Asked[], holds: (cube: Asked) => boolean): ReadingFigure[] {
  return FACTORS.flatMap((factor) =>
    (['both', ...Object.keys(STUFFS)] as ('both' | Stuff)[]).flatMap((stuff): ReadingFigure[] => {
      const of = cubes.filter((cube) => cube.factor === factor && (stuff === 'both' || cube.stuff === stuff));
      if (of.length === 0) return [];
      const name = `${SIZES[factor]}${stuff === 'both' ? '' : `, ${stuff}`}`;
      return [{ group, name, cases: of.length, ...clopperPearson(of.filter(holds).length, of.length) }];
    }),
  );
}
