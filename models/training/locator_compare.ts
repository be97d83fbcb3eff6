import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** Holds the ONNX file against what torch answered (`locator_answers.py`), and says how long one run takes. */
const SHAPE = [1, 2, 128, 512];
const PIXELS = 128 * 512;
/** Logits differ in the last digits of float32. */
const TOLERANCE = 1e-4;

const [answers, file] = process.argv.slice(2);
if (!answers || !file) throw new Error('node models/training/locator_compare.ts ANSWERS MODEL.onnx');
const inputs = await samplesOf('inputs.bin', (buffer) => new Uint16Array(buffer));
const wanted = await samplesOf('logits.bin', (buffer) => new Float32Array(buffer));
const session = await InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1 });

const times: number[] = [];
let worst = 0;
for (let scan = 0; scan * 2 * PIXELS < inputs.length; scan++) {
  const transmission = new Tensor('uint16', inputs.subarray(scan * 2 * PIXELS, (scan + 1) * 2 * PIXELS), SHAPE);
  const started = performance.now();
  const { classes } = await session.run({ transmission });
  times.push(performance.now() - started);
  const found = classes?.data as Float32Array;
  const from = scan * 3 * PIXELS;
  for (let i = 0; i < 3 * PIXELS; i++) {
    const want = wanted[from + i] as number;
    worst = Math.max(worst, Math.abs((found[i] as number) - want) / Math.max(1, Math.abs(want)));
  }
}
times.sort((a, b) => a - b);
const median = times[Math.floor(times.length / 2)] as number;
console.log(
  `${times.length} scans, largest difference ${worst.toExponential(1)}, one run ${median.toFixed(0)} ms on one thread`,
);
if (!(worst <= TOLERANCE)) process.exitCode = 1;

async function samplesOf<T>(name: string, view: (buffer: ArrayBuffer) => T): Promise<T> {
  const { buffer, byteOffset, byteLength } = await readFile(join(answers as string, name));
  return view(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
}
