/** The models that are trained, in the order in which they are of use to each other. */
export const MODELS = ['locator', 'cargoenc', 'cargoseg', 'emptyseg'] as const;

/** The version that a recipe makes. */
export const VERSIONS: Record<Recipe['model'], string> = {
  locator: '1.0.0',
  cargoenc: '1.0.0',
  cargoseg: '1.3.1',
  emptyseg: '1.2.1',
};

/** Seeds of empty containers, so that a pool of all loads may hold them too. */
const EMPTIES_FROM = 600_000_001;
const PIECES_FROM = 610_000_001;

export interface Recipe {
  model: (typeof MODELS)[number];
  /** Folder of training scans, which other models share. */
  pool: string;
  /** Where checkpoints lie, so that a run that was stopped goes on. */
  work: string;
  /** Where the model and its card go. */
  out: string;
  scans: number;
  minutes: number;
  smoke: boolean;
}

/** One program of the way from nothing to a model. */
export interface Step {
  does: string;
  command: 'node' | 'python';
  args: string[];
}

/** From nothing to ONNX and card: scans to learn from, training, export, golden outputs. Each step goes on where it was stopped. */
export function stepsOf({ model, pool, work, out, scans, minutes, smoke }: Recipe): Step[] {
  const smoked = smoke ? ['--smoke'] : [];
  const time = ['--minutes', String(minutes)];
  const scansOf = (what: string, count: number, ...more: string[]): Step => ({
    does: `${what} in ${pool}`,
    command: 'node',
    args: ['commands/src/training-data.ts', '--out', pool, '--scans', String(count), ...more],
  });
  const data = scansOf('training scans', scans);
  const training = (args: string[]): Step => ({ does: `training ${model}`, command: 'python', args });
  const golden: Step = { does: 'golden outputs', command: 'node', args: ['commands/src/model-golden.ts', out] };
  if (model === 'cargoenc')
    return [
      data,
      {
        does: `containers in ${pool}-containers`,
        command: 'node',
        args: ['commands/src/encoder-data.ts', '--out', `${pool}-containers`, '--scans', smoke ? '300' : '3000'],
      },
      training([
        ...['models/training/cargoenc.py', '--pool', pool, '--made', `${pool}-containers`],
        ...['--work', work, '--out', out, ...time, ...smoked],
      ]),
      golden,
    ];
  const mapOf = (...more: string[]): Step[] => [
    training(['models/training/cargoseg.py', ...more, '--pool', pool, '--out', work, ...time, ...smoked]),
    {
      does: `export to ${out}`,
      command: 'python',
      args: ['models/training/cargoseg_export.py', '--model', model, '--weights', `${work}/weights.pt`, '--out', out],
    },
    golden,
  ];
  if (model === 'cargoseg') return [data, ...mapOf()];
  if (model === 'emptyseg')
    return [
      scansOf('empty containers', Math.ceil(scans / 4), '--family', 'empty', '--seed', String(EMPTIES_FROM)),
      scansOf('small pieces in empty containers', scans, '--pieces', '--seed', String(PIECES_FROM)),
      ...mapOf('--model', model, '--family', 'empty'),
    ];
  return [data, training([`models/training/${model}.py`, '--pool', pool, '--out', out, ...time, ...smoked]), golden];
}
