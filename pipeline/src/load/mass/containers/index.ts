import { dry, flatRack } from './dry.ts';
import type { ContainerModel } from './part.ts';
import { reefer } from './reefer.ts';
import { tank } from './tank.ts';

export type { ContainerModel, Part } from './part.ts';

/** Types of container as ISO 668 and its makers have them; commoner ones before rarer ones of the same size. */
export const CONTAINER_MODELS: readonly ContainerModel[] = [
  dry('20GP', 6058, 2591),
  tank('20TK', 6058, 2591),
  dry('40GP', 12_192, 2591),
  dry('40HC', 12_192, 2896),
  reefer('40RF', 12_192, 2896),
  dry('40OT', 12_192, 2591, true),
  flatRack('40FR', 12_192, 2591),
  dry('45HC', 13_716, 2896),
];
