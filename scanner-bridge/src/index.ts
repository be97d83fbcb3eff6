export * from './bridge.ts';
export * from './config.ts';
export * from './driver.ts';
