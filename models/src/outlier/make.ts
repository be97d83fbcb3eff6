import { mkdir, writeFile } from 'node:fs/promises';
import { outlierCard } from './card.ts';
import { outlierGraph } from './graph.ts';

/** Where the committed file and card lie. */
export const OUTLIER_FOLDER = new URL('../../outlier/1.0.0/', import.meta.url);

/** The two files as they should be, byte for byte. */
export function outlierFiles(): { 'model.onnx': Uint8Array; 'card.json': string } {
  const onnx = outlierGraph();
  // Lists of numbers on one line, as the formatter wants them.
  const card = JSON.stringify(outlierCard(onnx), null, 2).replace(/\[[\d\s,]+\]/g, (list) =>
    list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'),
  );
  return { 'model.onnx': onnx, 'card.json': `${card}\n` };
}

if (import.meta.main) {
  await mkdir(OUTLIER_FOLDER, { recursive: true });
  for (const [name, content] of Object.entries(outlierFiles())) await writeFile(new URL(name, OUTLIER_FOLDER), content);
}
