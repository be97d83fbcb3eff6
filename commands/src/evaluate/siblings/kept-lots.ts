import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync, inflateSync } from 'node:zlib';
import { EncoderCard, Goldens } from '@h986/domain';
import { writeWhole } from '@h986/fixtures';
import { fitBox } from '@h986/imaging';
import { openOnnxModel } from '@h986/pipeline';
import type { SiblingPlan } from './lot-plan.ts';
import { type SiblingScan, siblingScan } from './lot-scan.ts';

/** Change it when what is rendered or kept changes. */
const VERSION = 7;

/** A rendered container in cells, and what the encoder says of it. */
export interface KeptSibling extends SiblingScan {
  embedding: Float32Array;
  /** Logits, part by part. */
  parts: number[];
  classes: number;
}

export type Encoder = Awaited<ReturnType<typeof openEncoder>>;

export async function openEncoder(modelsDir: string) {
  const folder = join(modelsDir, 'cargoenc', '1.0.0');
  const card = EncoderCard.parse(JSON.parse(await readFile(join(folder, 'card.json'), 'utf8')));
  const goldens = Goldens.parse(JSON.parse(await readFile(join(folder, 'golden.json'), 'utf8')));
  return openOnnxModel({ card, goldens, onnx: await readFile(join(folder, 'model.onnx')) }, 1);
}

/** Renders a container or takes it from the folder. Null where its load has no place for what is to be wrong with it. */
export async function keptSibling(plan: SiblingPlan, encoder: Encoder, folder: string): Promise<KeptSibling | null> {
  const name = createHash('sha256')
    .update(`${VERSION} ${encoder.card.sha256} ${JSON.stringify(plan)}`)
    .digest('hex');
  const path = join(folder, `${name.slice(0, 32)}.z`);
  const kept = await readFile(path).catch(() => null);
  if (kept) return unpacked(kept);
  let scan: SiblingScan;
  try {
    scan = siblingScan(plan);
  } catch (error) {
    if ((error as { code?: string }).code === 'threat-without-place') return null;
    throw error;
  }
  const bytes = packed(scan, await encoded(scan, encoder));
  await mkdir(folder, { recursive: true });
  await writeWhole(path, bytes);
  return unpacked(bytes);
}

async function encoded({ columns, rows, high, low, box }: SiblingScan, { card, run }: Encoder) {
  const [, , tall, wide] = card.input.shape;
  const frame = { rows: tall, columns: wide };
  const tile = new Uint16Array(2 * tall * wide);
  tile.set(fitBox({ columns, rows, samples: high }, box, frame));
  tile.set(fitBox({ columns, rows, samples: low }, box, frame), tall * wide);
  const outputs = await run(tile);
  return {
    embedding: [...(outputs[card.embedding.name] as Float32Array)],
    parts: [...(outputs[card.parts?.appearance ?? ''] as Float32Array)].map((v) => Math.round(v * 1000) / 1000),
    classes: card.appearance.classes.length,
  };
}

function packed({ high, low, ...rest }: SiblingScan, said: object): Buffer {
  const head = Buffer.from(JSON.stringify({ ...rest, ...said }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const planes = [high, low].map(({ buffer }) => Buffer.from(buffer));
  return deflateSync(Buffer.concat([length, head, ...planes]), { level: 1 });
}

function unpacked(bytes: Buffer): KeptSibling {
  const all = inflateSync(bytes);
  const length = all.readUInt32LE(0);
  const { embedding, ...rest } = JSON.parse(all.subarray(4, 4 + length).toString());
  const { columns, rows } = rest;
  const plane = (i: number): Uint16Array => {
    const from = 4 + length + 2 * columns * rows * i;
    return Uint16Array.from({ length: columns * rows }, (_, k) => all.readUInt16LE(from + 2 * k));
  };
  const planes = { high: plane(0), low: plane(1) };
  return { ...rest, ...planes, embedding: Float32Array.from(embedding) };
}

export const REPO = fileURLToPath(new URL('../../../..', import.meta.url));
