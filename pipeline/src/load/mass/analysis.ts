import type { Analysis } from '../analysis.ts';
import { cargoMass, sheetOf } from './cargo-mass.ts';
import { fillOf } from './fill.ts';
import { residualsOf } from './residual.ts';
import { scannerOf } from './scanners.ts';

/** What the load weighs and how much of the container it fills. */
export const massAnalysis: Analysis = {
  name: 'mass',
  version: '1.0.0',
  read(context, draft) {
    const why = untoldBecause(context);
    if (why) return why;
    const residuals = context.table ? residualsOf(context, context.table) : [];
    residuals.forEach((residual, i) => {
      const reading = draft.containers[i];
      if (!residual || !reading) return;
      const sheet = sheetOf(residual);
      reading.mass = cargoMass(residual, context.picture, sheet);
      reading.fill = fillOf(residual, sheet, reading.mass.cargoKg.value);
    });
    return residuals.every((one) => one === null) ? 'container-unknown' : undefined;
  },
};

/** Why nothing can be weighed in a scan. */
export function untoldBecause({
  containers,
  table,
  tableError,
  geometry,
}: Parameters<Analysis['read']>[0]): string | undefined {
  if (tableError) throw tableError;
  if (!table) return 'no-table';
  if (containers.length === 0) return 'no-container';
  return scannerOf(geometry) ? undefined : 'scanner-unknown';
}
