import { connect, type Socket } from 'node:net';
import { DomainError } from '@h986/domain';
import {
  createFrameDecoder,
  DEAD_AFTER_MS,
  encodeFrame,
  encodeMessage,
  type Frame,
  HEARTBEAT_MS,
  MESSAGE,
} from '@h986/domain/wire';

const CONNECT_MS = 3_000;

export interface ConnectionHandlers {
  /** One after the other: the next frame is not given before this has settled. Throwing ends the connection. */
  onFrame(frame: Frame): Promise<void> | void;
  /** Told once. The error is a domain error when a name could be found for what went wrong. */
  onClose(error: Error | null): void;
}

/** One framed TCP connection: heartbeats both ways, dead when silent, closed at the first frame that is not right. */
export interface Connection {
  /** @returns the frame's sequence number */
  send(type: number, value?: unknown, options?: { scanNo?: number; corr?: number }): number;
  close(error?: Error): void;
  /** Resolves when every frame that was given to `onFrame` has settled. */
  settled(): Promise<void>;
}

/** @throws {DomainError} `scanner-gone` when nobody answers in time */
export async function openConnection(host: string, port: number, handlers: ConnectionHandlers): Promise<Connection> {
  const socket = await dial(host, port);
  socket.setNoDelay(true);
  const decoder = createFrameDecoder();
  let seq = 0;
  let heardMs = Date.now();
  let closed = false;
  let work: Promise<void> = Promise.resolve();

  const connection: Connection = {
    send(type, value, { scanNo = 0, corr = 0 } = {}) {
      seq += 1;
      const payload = value === undefined ? undefined : encodeMessage(value);
      if (!closed) socket.write(encodeFrame({ type, seq, corr, scanNo, ...(payload && { payload }) }));
      return seq;
    },
    close(error) {
      if (closed) return;
      if (error instanceof DomainError) connection.send(MESSAGE.error, { code: error.code, message: error.message });
      closed = true;
      clearInterval(pulse);
      socket.end();
      socket.destroySoon();
      handlers.onClose(error ?? null);
    },
    settled: () => work,
  };

  const pulse = setInterval(() => {
    // While we do not listen nothing can be heard: a slow disk or store of ours is no silence of the scanner's.
    if (!socket.isPaused() && Date.now() - heardMs > DEAD_AFTER_MS)
      connection.close(new DomainError('scanner-silent', 'nothing heard for 6 s'));
    else connection.send(MESSAGE.heartbeat);
  }, HEARTBEAT_MS);

  const handle = async (frame: Frame): Promise<void> => {
    if (closed || frame.type === MESSAGE.heartbeat) return;
    try {
      await handlers.onFrame(frame);
    } catch (error) {
      connection.close(error as Error);
    }
  };
  socket.on('data', (chunk) => {
    heardMs = Date.now();
    try {
      const frames = decoder.push(chunk);
      if (frames.length === 0) return;
      // Until these are dealt with nothing more is read: TCP itself holds the sender back.
      socket.pause();
      work = work.then(async () => {
        for (const frame of frames) await handle(frame);
        heardMs = Date.now();
        socket.resume();
      });
    } catch (error) {
      void work.then(() => connection.close(error as Error));
    }
  });
  socket.on('error', (cause) => connection.close(gone(host, port, cause)));
  socket.on('close', () => void work.then(() => connection.close(gone(host, port))));
  return connection;
}

function dial(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const timer = setTimeout(() => socket.destroy(new Error('no answer')), CONNECT_MS);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', (cause) => {
      clearTimeout(timer);
      reject(gone(host, port, cause));
    });
  });
}

function gone(host: string, port: number, cause?: Error): DomainError {
  return new DomainError('scanner-gone', `the scanner at ${host}:${port} is not there`, { retryable: true, cause });
}
