export * from './area-under-curve.ts';
export * from './binomial.ts';
export * from './calibration-error.ts';
export * from './conformal.ts';
export * from './control-chart.ts';
export * from './logistic-regression.ts';
export * from './normal.ts';
export * from './region-overlap.ts';
