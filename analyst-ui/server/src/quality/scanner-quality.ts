import { QUALITY_DAYS, type QualityTrend, type ScannerQuality } from '@h986/domain';
import { controlChart } from '@h986/domain/statistics';
import { sql } from 'kysely';
import type { Db } from '../records/tables.ts';

/** The least that a figure can sensibly move, by its unit: a share of lines or channels that is nearly always 0 must not call at the first. */
const GRAIN: Readonly<Record<string, number>> = { percent: 0.05, ratio: 0.005, mm: 0.2, count: 0.5 };

/** How a lane's pictures have been, day by day (UTC), and whether the last day is as those before it. */
export async function scannerQuality(db: Db, lane: ScannerQuality['lane']): Promise<ScannerQuality> {
  const { rows } = await sql<{ name: string; unit: string; day: string; value: number; scans: number }>`
    with days as (
      select distinct date_trunc('day', scanned_at at time zone 'UTC') as day
      from scanner_quality where lane = ${lane} order by day desc limit ${QUALITY_DAYS + 1}
    )
    select name, unit, to_char(days.day, 'YYYY-MM-DD') as day,
      percentile_cont(0.5) within group (order by value) as value, count(*)::int as scans
    from scanner_quality join days on days.day = date_trunc('day', scanned_at at time zone 'UTC')
    where lane = ${lane}
    group by name, unit, days.day order by name, days.day`.execute(db);
  const trends = [...new Set(rows.map(({ name }) => name))].map((name) =>
    trendOf(rows.filter((row) => row.name === name)),
  );
  return { lane, trends, alarms: trends.filter(({ state }) => state === 'out').map(({ name }) => name) };
}

function trendOf(
  rows: readonly { name: string; unit: string; day: string; value: number; scans: number }[],
): QualityTrend {
  const { name, unit } = rows.at(-1) as (typeof rows)[number];
  const { limits, ewma, state } = controlChart(
    rows.map(({ value }) => value),
    GRAIN[unit],
  );
  const days = rows.map(({ day, value, scans }, i) => ({ day, value, scans, ewma: ewma[i] as number }));
  return { name, unit, days, limits, state };
}
