import { materialOf, type ScannerProfile, transmissionTable } from '@h986/fixtures';

/** A slab of known stuff to be projected into a real scan. */
export interface Concealment {
  material: string;
  /** Along the beam. */
  thicknessMm: number;
  widthMm: number;
  heightMm: number;
}

/** What is tried, each as often as any other. */
export const CONCEALMENTS: readonly Concealment[] = [
  { material: 'cocaine-hcl', thicknessMm: 150, widthMm: 400, heightMm: 250 },
  { material: 'cocaine-hcl', thicknessMm: 400, widthMm: 600, heightMm: 400 },
  { material: 'cigarettes', thicknessMm: 800, widthMm: 800, heightMm: 600 },
  { material: 'steel', thicknessMm: 25, widthMm: 200, heightMm: 120 },
  { material: 'steel', thicknessMm: 60, widthMm: 100, heightMm: 60 },
  { material: 'lead', thicknessMm: 40, widthMm: 120, heightMm: 120 },
  { material: 'gold', thicknessMm: 30, widthMm: 110, heightMm: 60 },
];

export const nameOf = ({ material, thicknessMm, widthMm, heightMm }: Concealment): string =>
  `${material} ${widthMm} x ${heightMm} x ${thicknessMm} mm`;

/**
 * How much of either energy a thickness lets through, by the same tables that phantoms are made with. The beam is taken as it leaves the
 * source: what lies in front has hardened it, so that a real slab would take away a little less.
 */
export function slabTransmission(
  { material, thicknessMm }: Pick<Concealment, 'material' | 'thicknessMm'>,
  { high, low }: Pick<ScannerProfile, 'high' | 'low'>,
): { high: number; low: number } {
  const { composition, density } = materialOf(material);
  const parts = Object.entries(composition).map(([element, share]) => `${element}:${share}`);
  const areaDensity = (density * thicknessMm) / 10;
  const rows = [high, low].map(({ endpointMeV }) => `${endpointMeV},${parts.join(';')},${areaDensity}`);
  const table = transmissionTable(['endpoint_MeV,composition,area_density_g_cm2', ...rows].join('\n'));
  const [, ...lines] = table.trim().split('\n');
  const [ofHigh, ofLow] = lines.map((line) => Math.exp(-Number(line.split(',').at(-1)))) as [number, number];
  return { high: ofHigh, low: ofLow };
}
