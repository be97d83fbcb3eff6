/** How good pictures are: figures, units, grades, trends. */
export const qualityEn = {
  title: 'Image quality',
  allIn: 'as usual',
  out: (figures: string) => `out of its limits: ${figures}`,
  comma: ', ',
  limits: (low: string, high: string) => `usual: ${low} to ${high}`,
  tooFew: 'too few days for limits',
  grade: { good: 'good', usable: 'usable', rescan: 'scan again' },
  figure: {
    'air-level': 'Level in air',
    'air-noise': 'Noise in air',
    'lost-lines': 'Lost lines',
    'lost-gap': 'Longest gap of lost lines',
    partial: 'Cut short',
    'dead-channels': 'Dead channels',
    'dead-gap': 'Dead channels side by side',
    'stuck-channels': 'Channels that stand still',
    'dose-level': 'Dose over calibration',
    'dose-drift': 'Drift of the dose',
    speed: 'Speed over nominal',
    aspect: 'Shape of the container',
    'pitch-unevenness': 'Unevenness of travel',
    sharpness: 'Width of a sharp edge',
    saturation: 'Saturated',
    'cut-off': 'Edges that cut cargo off',
  },
  /** Percent and counts need no word. */
  unit: { mm: 'mm', ratio: '×' },
};

export type QualityWords = typeof qualityEn;
