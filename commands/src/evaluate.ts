import { errorCode } from '@h986/domain';
import { readArguments, type Wanted } from './evaluate/arguments.ts';
import { basisOf } from './evaluate/basis.ts';
import { openCache } from './evaluate/cache.ts';
import { evaluateSuite } from './evaluate/evaluate-suite.ts';
import { readFusionCard } from './evaluate/fused.ts';
import { mapCards, openModels, registryOf, shippedModels } from './evaluate/judging/open-models.ts';
import { appendLine, appendLook, readLedger } from './evaluate/ledger.ts';
import type { ReadingSuite } from './evaluate/readings/reading-suite.ts';
import { runReading } from './evaluate/readings/run.ts';
import { evaluateReal, REAL_SEED } from './evaluate/real/evaluate-real.ts';
import { realReport } from './evaluate/real/report.ts';
import { report } from './evaluate/report.ts';
import { CI_SCANS } from './evaluate/suites.ts';
import { printTable, writeTable } from './evaluate/table/print-table.ts';
import { openTeller } from './evaluate/tell.ts';

// How good the models are, on scans that nothing was trained on: see README, "How good it is".
try {
  await main(readArguments(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${errorCode(error)}: ${(error as Error).message}\n`);
  process.exitCode = 1;
}

async function main(wanted: Wanted): Promise<void> {
  if (wanted.table) {
    process.stdout.write(await printTable(wanted.modelsDir));
    return;
  }
  if (wanted.real !== null) return real(wanted.real, wanted);
  if (wanted.reading) return reading(wanted.reading, wanted);
  const { modelsDir, workers, ledger, json, seed } = wanted;
  const models = await mapCards(modelsDir);
  const shipped = await shippedModels(modelsDir);
  const fusion = await readFusionCard(modelsDir, models);
  const basis = basisOf(await registryOf(modelsDir));
  const cache = await openCache(wanted.cacheDir, Object.values(basis.models));
  const teller = openTeller(process.stderr);
  const known = ledger ? await readLedger(ledger) : [];
  for (const suite of wanted.suites) {
    const quick = suite.name === 'ci';
    const scans = wanted.scans ?? (quick ? CI_SCANS : 500);
    const figures = await evaluateSuite(suite, {
      scans,
      calibration: wanted.calibration ?? (quick ? 0 : scans),
      ...(seed !== undefined && { seed }),
      modelsDir,
      models,
      shipped,
      fusion,
      basis,
      cache,
      workers,
      looks: known.filter((line) => line.suite === suite.name).length,
      tell: teller.tell,
    });
    teller.clear();
    if (ledger) await appendLook(ledger, figures);
    process.stdout.write(json ? `${JSON.stringify(figures)}\n` : `${report(figures)}\n`);
  }
  if (ledger) await writeTable(ledger);
}

async function reading(suite: ReadingSuite, wanted: Wanted): Promise<void> {
  const teller = openTeller(process.stderr);
  const said = await runReading(suite, { ...wanted, tell: teller.tell });
  teller.clear();
  process.stdout.write(said);
}

async function real(folder: string, { scans, modelsDir, ledger, json }: Wanted): Promise<void> {
  const teller = openTeller(process.stderr);
  const wanted = scans ?? 70;
  const basis = basisOf(await registryOf(modelsDir));
  const figures = await evaluateReal(folder, wanted, await openModels(modelsDir), teller.tell);
  teller.clear();
  const done = Math.max(0, ...Object.values(figures.models).map(({ groups }) => groups[0]?.scans ?? 0));
  if (ledger) {
    await appendLine(ledger, { suite: 'real', seed: REAL_SEED, scans: done, basis, ...figures });
    await writeTable(ledger);
  }
  process.stdout.write(json ? `${JSON.stringify(figures)}\n` : realReport(figures));
}
