import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GOLDEN_PATTERNS, ModelCard } from '@h986/domain';
import { measureGolden, openOnnxModel } from '@h986/pipeline';

/**
 * `npm run model:golden -- models/<name>/<version>`: what the model gives today for inputs that every machine draws alike, written
 * to `golden.json` beside it. A pipeline that finds another answer there refuses the model.
 *
 * @throws {DomainError} `model-shape` when the file is not as its card says
 */
const folder = process.argv[2];
if (!folder) throw new Error('which model? npm run model:golden -- models/<name>/<version>');

const card = ModelCard.parse(JSON.parse(await readFile(join(folder, 'card.json'), 'utf8')));
const onnx = await readFile(join(folder, 'model.onnx'));
const model = await openOnnxModel({ card, onnx, goldens: [] }, 1);
const goldens = [];
for (const [seed, pattern] of GOLDEN_PATTERNS.entries()) {
  goldens.push(await measureGolden(model, pattern, { pattern, seed: seed + 1 }));
}
// Pairs on one line, as the formatter wants them.
const text = JSON.stringify(goldens, null, 2).replace(/\[\s+([-\d.e]+),\s+([-\d.e]+)\s+\]/g, '[$1, $2]');
await writeFile(join(folder, 'golden.json'), `${text}\n`);
console.log(`${join(folder, 'golden.json')}: ${GOLDEN_PATTERNS.join(', ')}`);
