/** Says what is being done now, for whoever waits. */
export interface Teller {
  tell(text: string): void;
  /** Makes room for what is printed on the same terminal. */
  clear(): void;
}

/** Off a terminal it speaks once in so many ms: a log needs no line a scan. */
const PAUSE_MS = 30_000;

/** One line that is written over itself on a terminal; elsewhere a line now and then. */
export function openTeller(to: NodeJS.WriteStream): Teller {
  let spokenAt = 0;
  return {
    tell(text) {
      if (to.isTTY) {
        to.write(`\r${text}\u001b[K`);
      } else if (Date.now() - spokenAt >= PAUSE_MS) {
        spokenAt = Date.now();
        to.write(`${text}\n`);
      }
    },
    clear() {
      if (to.isTTY) to.write('\r\u001b[K');
    },
  };
}
