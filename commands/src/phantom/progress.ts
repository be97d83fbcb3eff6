/** Says how far along something is. */
export interface Progress {
  step(label: string): void;
  /** Makes room for a line on the same terminal. */
  clear(): void;
  end(): void;
}

const WIDTH = 30;

/** A bar that is drawn over itself on a terminal; elsewhere a line for each step. */
export function openProgress(total: number, to: NodeJS.WriteStream): Progress {
  let done = 0;
  return {
    step(label) {
      done++;
      if (!to.isTTY) {
        to.write(`${done}/${total} ${label}\n`);
        return;
      }
      const filled = Math.round((done / total) * WIDTH);
      to.write(`\r[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${done}/${total} ${label}\u001b[K`);
    },
    clear() {
      if (to.isTTY) to.write('\r\u001b[K');
    },
    end() {
      if (to.isTTY) to.write('\n');
    },
  };
}
