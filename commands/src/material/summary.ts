import { areaDensityOf, type MaterialTable, noiseOf } from '@h986/domain';

const DENSITIES = [5, 10, 16, 24, 40, 80, 120] as const;
const PIXELS = 400;

/** How a table was made, and what it makes of its own stuffs on patches of 20 x 20 pixels. */
export function summaryOf(table: MaterialTable): string {
  const { made, noise, materials, gridGCm2 } = table;
  const energy = (of: 'high' | 'low'): string => {
    const { endpointMeV, weights, stray, rms } = made[of];
    const { photon, read } = noise[of];
    return `${of.padEnd(5)}${endpointMeV} MeV  a b c ${weights.join(' ')}  stray ${stray}  rms of -ln T ${rms}  noise ${photon} ${read}`;
  };
  const rows = materials.map(({ name, high, low }) => {
    const answers = DENSITIES.map((gcm2) => {
      const at = gridGCm2.indexOf(gcm2);
      const [alphaHigh, alphaLow] = [Number(high[at]), Number(low[at])];
      const answer = areaDensityOf(table, alphaHigh, alphaLow, noiseOf(table, alphaHigh, alphaLow, PIXELS));
      return (answer.untold ?? answer.class).padStart(10);
    });
    return `${name.padEnd(18)}${answers.join('')}`;
  });
  const head = `${'g/cm2'.padEnd(18)}${DENSITIES.map((gcm2) => String(gcm2).padStart(10)).join('')}`;
  return [
    `${table.name} ${table.version}, ${made.steps.length} steps`,
    energy('high'),
    energy('low'),
    head,
    ...rows,
  ].join('\n');
}
