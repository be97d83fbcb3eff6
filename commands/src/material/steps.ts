import { DomainError } from '@h986/domain';
import { type Composition, materials } from '@h986/fixtures';

/** A step of a wedge as it was measured. */
export interface Step {
  material: string;
  gcm2: number;
  alphaHigh: number;
  alphaLow: number;
  /** Standard deviation of single pixels' -ln T on it; left out where nobody measured it. */
  sigmaHigh?: number;
  sigmaLow?: number;
}

const COLUMNS = ['material', 'g_cm2', 'alpha_high', 'alpha_low'];
const NOISE_COLUMNS = ['sigma_high', 'sigma_low'];

/**
 * Steps from a file: `material,g_cm2,alpha_high,alpha_low`, and if it was measured `,sigma_high,sigma_low`; alpha is -ln T of the step
 * alone, the mean of a patch. A material is one of the phantoms' by name or mass fractions by element, `H:0.144;C:0.856`.
 *
 * @throws {DomainError} `steps-header`; with the line in `details.line` `steps-row`, `material-unknown`
 */
export function readSteps(csvText: string): Step[] {
  const [header = '', ...lines] = csvText.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = header.split(',').map((name) => name.trim());
  const noisy = names.length === COLUMNS.length + NOISE_COLUMNS.length;
  const wanted = noisy ? [...COLUMNS, ...NOISE_COLUMNS] : COLUMNS;
  if (names.join() !== wanted.join())
    throw new DomainError('steps-header', `the first line must be ${COLUMNS.join()}[,${NOISE_COLUMNS.join()}]`);
  return lines.flatMap((text, i) => (text.trim() === '' ? [] : [rowOf(text, i + 2, wanted.length)]));
}

/** What a step is made of. @throws {DomainError} `material-unknown` */
export function compositionOf(material: string): Composition {
  const known = materials[material];
  if (known) return known.composition;
  const parts = material.split(';').map((part) => part.split(':').map((field) => field.trim()));
  const shares = Object.fromEntries(parts.map(([symbol = '', share = '1']) => [symbol, Number(share)]));
  const sum = Object.values(shares).reduce((total, share) => total + share, 0);
  const named = parts.every(([symbol = '', _, ...more]) => /^[A-Z][a-z]?$/.test(symbol) && more.length === 0);
  if (!named || !(Math.abs(sum - 1) < 0.01))
    throw new DomainError('material-unknown', `no material of the phantoms and no mass fractions: ${material}`);
  return Object.fromEntries(Object.entries(shares).map(([symbol, share]) => [symbol, share / sum]));
}

function rowOf(text: string, line: number, columns: number): Step {
  const fields = text.split(',').map((field) => field.trim());
  const [material = '', ...numbers] = fields;
  const values = numbers.map((field) => (field === '' ? Number.NaN : Number(field)));
  const [gcm2 = 0, alphaHigh = 0, alphaLow = 0, sigmaHigh, sigmaLow] = values;
  if (fields.length !== columns || !values.every((value) => Number.isFinite(value) && value >= 0) || gcm2 === 0)
    throw new DomainError('steps-row', `line ${line}: ${columns} fields, numbers from 0 on: ${text}`, {
      details: { line },
    });
  try {
    compositionOf(material);
  } catch (cause) {
    throw new DomainError('material-unknown', `line ${line}: ${(cause as Error).message}`, {
      cause,
      details: { line },
    });
  }
  return {
    material,
    gcm2,
    alphaHigh,
    alphaLow,
    ...(sigmaHigh !== undefined && sigmaLow !== undefined && { sigmaHigh, sigmaLow }),
  };
}
