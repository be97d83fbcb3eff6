import { appendFileSync } from 'node:fs';
import { readTables } from './material/read-tables.ts';
import { readLoadCases } from './evaluate/readings/load/read.ts';
import { planOf } from './evaluate/readings/load/suite.ts';
const [from, n, step, out] = [Number(process.argv[2]), Number(process.argv[3]), Number(process.argv[4]), process.argv[5] as string];
const tables = await readTables('models');
for (let i = 0; i < n; i++) {
  const { scanner, options } = planOf(from + i * step, i * step + (from % 4));
  const t = tables.find(({ name }) => name === scanner)!;
  for (const c of await readLoadCases(options, t, scanner)) {
    appendFileSync(out, JSON.stringify(c) + '\n');
    const r = c.read;
    console.log(c.seed, c.tier, c.family, c.scanner, c.type, c.loadKg, r ? `${r.kg.toFixed(0)} [${r.low.toFixed(0)} ${r.high.toFixed(0)}] ${(100 * (r.kg / Math.max(1, c.loadKg) - 1)).toFixed(1)}% opq ${r.opaqueShare.toFixed(3)} fill ${r.fill.toFixed(2)}` : 'none', c.ms.toFixed(0) + 'ms');
  }
}
