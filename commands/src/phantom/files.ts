import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Phantom, PIXEL_CLASSES, writeStoredScan, writeWhole } from '@h986/fixtures';
import { encodeNpyArray } from '@h986/imaging';

const compressed = promisify(gzip);
/** Area densities are kept in whole hundredths of a g/cm2. */
const PER_GCM2 = 100;
const U16_MAX = 65_535;

/** What was written of one phantom: paths of the JSON files, which name the others. */
export interface Written {
  scan: string;
  truth: string;
  declaration: string;
}

/**
 * Writes a phantom: the scan (see `writeStoredScan`), `<seed>.declaration.json`, `<seed>.truth.json` and the maps of the truth as
 * gzipped NumPy files, rows x columns from the top: instances, classes, threat mask, and area densities (materials x rows x columns).
 */
export async function writePhantom(folder: string, { scan, truth }: Phantom): Promise<Written> {
  await mkdir(folder, { recursive: true });
  const name = String(truth.seed);
  const { areaDensities, instances, classes, threatMask, ...words } = truth;
  const { lines, channels, materials, planes } = areaDensities;
  const map = async (kind: string, shape: number[], values: Uint8Array | Uint16Array): Promise<string> => {
    const file = `${name}.${kind}.npy.gz`;
    await writeWhole(join(folder, file), await compressed(encodeNpyArray(shape, values), { level: 1 }));
    return file;
  };
  const flat = [channels, lines];
  const files = {
    areaDensities: await map('area-densities', [materials.length, ...flat], hundredths(planes, lines, channels)),
    instances: await map('instances', flat, upright(instances, lines, channels)),
    classes: await map('classes', flat, upright(classes, lines, channels)),
    threatMask: await map('threat-mask', flat, upright(threatMask, lines, channels)),
  };
  const written = {
    scan: await writeStoredScan(folder, name, scan),
    truth: join(folder, `${name}.truth.json`),
    declaration: join(folder, `${name}.declaration.json`),
  };
  const unit = { areaDensities: `1/${PER_GCM2} g/cm2` };
  await writeWhole(written.declaration, json(truth.declaration));
  await writeWhole(written.truth, json({ v: 1, ...words, materials, pixelClasses: PIXEL_CLASSES, files, unit }));
  return written;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Line by line in, row by row out. */
function upright<T extends Uint8Array | Uint16Array>(plane: T, lines: number, channels: number): T {
  const turned = plane.slice() as T;
  for (let line = 0; line < lines; line++)
    for (let c = 0; c < channels; c++) turned[c * lines + line] = plane[line * channels + c] as number;
  return turned;
}

function hundredths(planes: readonly Float32Array[], lines: number, channels: number): Uint16Array {
  const size = lines * channels;
  const all = new Uint16Array(planes.length * size);
  planes.forEach((plane, m) => {
    const rounded = new Uint16Array(size);
    for (let i = 0; i < size; i++) {
      rounded[i] = Math.max(0, Math.min(U16_MAX, Math.round((plane[i] as number) * PER_GCM2)));
    }
    all.set(upright(rounded, lines, channels), m * size);
  });
  return all;
}
