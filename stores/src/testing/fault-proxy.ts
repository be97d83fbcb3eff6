import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/**
 * What happens to one request on its way: `pass`, answered with a status instead, never answered, carried out but its
 * answer lost, or its answer cut in the middle.
 */
export type Fault = 'pass' | 'hang' | 'lose-answer' | 'cut-answer' | number;

export interface FaultProxy {
  endpoint: string;
  /** What to do to each request from now on, in turn; then `pass`. */
  next(...faults: Fault[]): void;
  /** How many requests came since the last `next`. */
  seen(): number;
  close(): Promise<void>;
}

/** Stands between a client and a real S3 server. */
export async function openFaultProxy(target: string): Promise<FaultProxy> {
  let faults: Fault[] = [];
  let seen = 0;

  const server = createServer((incoming, answer) => {
    seen += 1;
    const fault = faults.shift() ?? 'pass';
    if (fault === 'hang') return;
    if (typeof fault === 'number') {
      incoming.resume().on('end', () => answer.writeHead(fault).end());
      return;
    }
    forward(incoming, answer, fault);
  });

  function forward(incoming: IncomingMessage, answer: ServerResponse, fault: Fault): void {
    const { method, url, headers } = incoming;
    const onward = request(new URL(url ?? '/', target), { method, headers }, (answered) => {
      if (fault === 'lose-answer') {
        answered.resume().on('end', () => incoming.socket.destroy());
        return;
      }
      answer.writeHead(answered.statusCode ?? 500, answered.headers);
      if (fault === 'cut-answer') {
        answered.once('data', (part: Buffer) => answer.write(part.subarray(0, 3), () => incoming.socket.destroy()));
        return;
      }
      answered.pipe(answer);
    });
    onward.on('error', () => incoming.socket.destroy());
    incoming.pipe(onward);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    next(...given) {
      faults = given;
      seen = 0;
    },
    seen: () => seen,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
