import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { containerPictures } from './container-picture.ts';
import { loadPlan } from './load-plan.ts';

/**
 * Makes the containers of some seeds and writes them: `<first>.bin` with their samples one after the other, little-endian 16 bit, and
 * `<first>.json` last, which says where each begins and what it shows.
 */
export async function writeShard(
  folder: string,
  seeds: readonly number[],
  { evaluation = false }: { evaluation?: boolean } = {},
): Promise<void> {
  const parts: Uint16Array[] = [];
  const items: object[] = [];
  let at = 0;
  for (const seed of seeds) {
    const plan = loadPlan(seed, { evaluation });
    containerPictures(seed, plan).forEach(({ samples, ...about }, container) => {
      items.push({ seed, container, profile: plan.profile.name, family: plan.family, at, ...about });
      parts.push(samples);
      at += samples.length;
    });
  }
  const all = new Uint16Array(at);
  let to = 0;
  for (const part of parts) {
    all.set(part, to);
    to += part.length;
  }
  await write(join(folder, `${seeds[0]}.bin`), new Uint8Array(all.buffer));
  await write(join(folder, `${seeds[0]}.json`), new TextEncoder().encode(JSON.stringify(items)));
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
}
