/** Prints `name value unit`, one figure a line. */
export function figure(name: string, value: number, unit: string): void {
  process.stdout.write(`${name} ${Number(value.toPrecision(3))} ${unit}\n`);
}

/** What is being done now, for whoever waits. */
export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
