import type { Interval } from '@h986/domain/statistics';
import type { RealReport } from './evaluate-real.ts';

/** What was found in real scans, for people. */
export function realReport({ untouched, models, phantom }: RealReport): string {
  const lines = ['real: concealments projected into real scans', ''];
  for (const { scan, findings, verdict } of untouched) {
    const counts = Object.entries(findings).map(
      ([model, { alarms, below }]) => `${model} ${alarms}, and ${below} below its threshold`,
    );
    lines.push(`untouched ${scan}: findings ${counts.join('; ') || 'none'}; ${verdict}`);
  }
  lines.push(
    '',
    'real goods',
    ...table(models),
    '',
    'the same concealments in phantom goods of the same scanner',
    ...table(phantom),
    '',
  );
  for (const [name, { groups }] of Object.entries(models)) {
    const [found, there] = [groups[0]?.found.value ?? Number.NaN, phantom[name]?.groups[0]?.found.value ?? Number.NaN];
    const points = Math.round(100 * (found - there));
    lines.push(
      `${name}: at its threshold ${found.toFixed(2)} in real goods, ${there.toFixed(2)} in phantom ones: ${points} points`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function table(models: RealReport['models']): string[] {
  const lines = [row('', '', 'n', ['highest place', 'among five', 'at its threshold', 'as a finding'])];
  const names = Object.keys(models);
  for (const [i, { group }] of (models[names[0] ?? '']?.groups ?? []).entries())
    for (const name of names) {
      const of = models[name]?.groups[i];
      if (!of) continue;
      const cells = [of.highest, of.amongFive, of.found, of.asFinding].map(interval);
      lines.push(row(name === names[0] ? group : '', name, String(of.scans), cells));
    }
  return lines;
}

function row(group: string, model: string, n: string, cells: readonly string[]): string {
  return `${group.padEnd(34)} ${model.padEnd(10)} ${n.padStart(4)}  ${cells.map((c) => c.padEnd(18)).join(' ')}`.trimEnd();
}

function interval({ value, low, high }: Interval): string {
  return Number.isNaN(value) ? '-' : `${value.toFixed(3)} ${low.toFixed(3)}-${high.toFixed(3)}`;
}
