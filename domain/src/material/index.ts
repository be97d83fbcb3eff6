export { classOfZ } from './candidates.ts';
export * from './classes.ts';
export * from './lookup.ts';
export * from './low-curve.ts';
export * from './make-lookup.ts';
export * from './noise.ts';
export * from './steel.ts';
export * from './table.ts';
export * from './tell.ts';
