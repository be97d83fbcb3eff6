export * from './codec.ts';
export * from './fit-box.ts';
export * from './npy.ts';
export * from './picture-file.ts';
export * from './preview.ts';
export * from './resample.ts';
export * from './sheet.ts';
export * from './tiles.ts';
