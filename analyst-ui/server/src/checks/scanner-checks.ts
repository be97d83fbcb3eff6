import { CHECK_FIGURES, CHECK_GRAIN, CHECK_LIMITS, checkStateAt, QUALITY_DAYS, type ScannerChecks } from '@h986/domain';
import { controlChart, medianOf } from '@h986/domain/statistics';
import type { ScannerCheckRow } from '../records/tables.ts';
import type { Tools } from '../tools.ts';
import { toCheck } from './find.ts';

const HOUR_MS = 3_600_000;
/** Some checks a shift, for as many days as trends go back. */
const READ_AT_MOST = 400;
const SHOWN = 20;

/** How a lane's checks have gone, and whether the last one still holds. */
export async function scannerChecks(
  { db, now, checkWithinHours }: Pick<Tools, 'db' | 'now' | 'checkWithinHours'>,
  lane: ScannerChecks['lane'],
): Promise<ScannerChecks> {
  const rows = await db
    .selectFrom('scanner_checks')
    .selectAll()
    .where('lane', '=', lane)
    .orderBy('scanned_at', 'desc')
    .limit(READ_AT_MOST)
    .execute();
  const checks = rows.slice(0, SHOWN).map(toCheck);
  const asked = checkWithinHours > 0;
  return {
    lane,
    now: asked ? checkStateAt(checks[0] ?? null, now().getTime(), checkWithinHours * HOUR_MS) : null,
    withinHours: checkWithinHours,
    checks,
    trends: trendsOf(rows),
  };
}

/** Of the object that was used last: figures of two objects are no one trend. */
function trendsOf(newestFirst: readonly ScannerCheckRow[]): ScannerChecks['trends'] {
  const used = newestFirst.find(({ reading }) => reading.object)?.reading.object;
  const rows = newestFirst.filter(({ reading }) => reading.object?.sha256 === used?.sha256).reverse();
  return CHECK_FIGURES.flatMap((name) => {
    const byDay = new Map<string, number[]>();
    for (const { scanned_at, reading } of rows) {
      const value = reading.figures.find((figure) => figure.name === name)?.value ?? null;
      if (value === null) continue;
      const day = scanned_at.toISOString().slice(0, 10);
      byDay.set(day, [...(byDay.get(day) ?? []), value]);
    }
    const days = [...byDay].slice(-(QUALITY_DAYS + 1));
    if (days.length === 0) return [];
    const { unit } = CHECK_LIMITS[name];
    const medians = days.map(([, values]) => medianOf(values));
    const { limits, ewma, state } = controlChart(medians, CHECK_GRAIN[unit]);
    return [
      {
        name,
        unit,
        days: days.map(([day, values], i) => ({
          day,
          value: medians[i] as number,
          scans: values.length,
          ewma: ewma[i] as number,
        })),
        limits,
        state,
      },
    ];
  });
}
