import type { BoxPx } from '../finding.ts';
import type { ContainerReading } from '../load/reading.ts';
import type { ContainerLoad, ScanResult } from '../result.ts';

/** One container as the picture shows it. */
export interface SeenContainer {
  boxPx: BoxPx;
  /** Outer, along travel. */
  lengthMm: number;
  /** Left out where its load was not read. */
  reading?: ContainerReading;
  /** Left out where no encoder ran. */
  looks?: ContainerLoad;
  /** Whether all of it is in the picture: what is cut off cannot be missed. */
  whole: boolean;
}

/** The containers of a result from the left, with all that was read of each. */
export function seenContainers({ containers = [], load, extent, linesLost }: ScanResult): SeenContainer[] {
  return containers.map(({ boxPx, boxMm, load: looks }, i) => {
    const reading = load?.containers[i];
    const cutOff = load?.observations.some(
      ({ code, container }) => code === 'cargo-cut-off' && (container === null || container === i),
    );
    return {
      boxPx,
      lengthMm: boxMm.w,
      ...(reading && { reading }),
      ...(looks && { looks }),
      whole: extent === 'whole' && linesLost.length === 0 && !cutOff,
    };
  });
}
