import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line between a client and a server that may die without a word, as one does behind a switch that loses power. */
export interface Relay {
  url: string;
  port: number;
  /** Nothing passes any more either way, and nobody is told; not even of connections that are new. */
  die(): void;
  /** New connections pass; those of before stay dead. */
  live(): void;
  /** Ends those there are, and each end hears of it. */
  cut(): void;
  close(): Promise<void>;
}

export async function openRelay(target: string): Promise<Relay> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let dead = false;
  const server = createServer((near) => {
    sockets.add(near);
    near.on('error', () => {});
    if (dead) return;
    const far = connect(Number(port), hostname);
    sockets.add(far);
    far.on('error', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: here } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${here}`,
    port: here,
    die() {
      dead = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    live() {
      dead = false;
    },
    cut,
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
