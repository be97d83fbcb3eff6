export * from './codec.ts';
export * from './preview.ts';
export * from './resample.ts';
export * from './tiles.ts';
