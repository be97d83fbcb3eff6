import { hostname } from 'node:os';
import { DomainError, errorCode, type ScanId } from '@h986/domain';
import {
  decodeLines,
  decodeMessage,
  Fault,
  type Frame,
  Hello,
  LinesGone,
  MESSAGE,
  Ready,
  ScanBegin,
  ScanEnd,
  Status,
  Welcome,
  WireError,
  WireRefused,
} from '@h986/domain/wire';
import type { Logger } from '@h986/stores';
import type { z } from 'zod';
import type { LineSink, OpenDriver, ScannerDriver, ScannerEvents } from '../driver.ts';
import { type Connection, openConnection } from './connection.ts';

export interface NiipOptions {
  host: string;
  controlPort: number;
  dataPort: number;
  log: Logger;
}

/** Blocks that may be on their way at a time. */
const CREDITS = 32;
const RECONNECT_MS = 250;
const LONGEST_RECONNECT_MS = 2_000;
const ANSWER_MS = 5_000;
/** After asking for lines again, how long blocks behind the gap are let pass before asking once more. */
const ASK_AGAIN_MS = 1_000;

type WelcomeMessage = z.infer<typeof Welcome>;

/** The driver for scanners that speak NIIP/1; see `../../PROTOCOL.md`. */
export function niipDriver(options: NiipOptions): OpenDriver {
  return (events) => openNiip(options, events);
}

function openNiip({ host, controlPort, dataPort, log }: NiipOptions, events: ScannerEvents): ScannerDriver {
  let closing = false;
  let control: Connection | null = null;
  let data: Connection | null = null;
  let answers = new Map<number, (frame: Frame) => void>();
  let wakeUp = (): void => {};

  const life = (async () => {
    for (let wait = RECONNECT_MS; !closing; wait = Math.min(wait * 2, LONGEST_RECONNECT_MS)) {
      try {
        await session();
        wait = RECONNECT_MS;
      } catch (error) {
        log.debug({ err: (error as Error).message }, 'scanner not reached');
      }
      control = data = null;
      answers = new Map();
      events.connected(false);
      if (!closing) await pause(wait);
    }
  })();

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      wakeUp = resolve;
      setTimeout(resolve, ms);
    });
  }

  /** Both connections, from hello until either ends. */
  async function session(): Promise<void> {
    let ended: (error: Error | null) => void = () => {};
    const end = new Promise<Error | null>((resolve) => {
      ended = resolve;
    });
    let welcomed: (welcome: WelcomeMessage) => void = () => {};
    const welcome = new Promise<WelcomeMessage>((resolve) => {
      welcomed = resolve;
    });
    let serial = '';
    control = await openConnection(host, controlPort, {
      onFrame: (frame) => onControl(frame, serial, welcomed),
      onClose: ended,
    });
    try {
      if (closing) return;
      control.send(MESSAGE.hello, Hello.parse({ role: 'control', bridge: hostname() }));
      const met = await Promise.race([
        welcome,
        end.then((error) => Promise.reject(error ?? new Error('closed'))),
        late(),
      ]);
      serial = met.serial;
      const lines = receiveLines(met.boot, events, log);
      data = await openConnection(host, dataPort, {
        onFrame: (frame) => lines(frame, data as Connection),
        onClose: ended,
      });
      if (closing) return;
      data.send(MESSAGE.hello, Hello.parse({ role: 'data', bridge: hostname(), session: met.session }));
      log.info({ serial }, 'scanner connected');
      events.connected(true);
      events.held(new Set(met.held.flatMap(({ scanId }) => (scanId ? [scanId] : []))));
      const error = await end;
      if (!closing) log.warn({ serial, err: error?.message, code: errorCode(error) }, 'scanner connection ended');
    } finally {
      control.close();
      data?.close();
      // A sink is called by one connection at a time: the next one waits for what this one has begun.
      if (!closing) await data?.settled();
    }
  }

  function onControl(frame: Frame, serial: string, welcomed: (welcome: WelcomeMessage) => void): void {
    switch (frame.type) {
      case MESSAGE.welcome:
        welcomed(decodeMessage(frame, Welcome));
        return;
      case MESSAGE.status:
        events.status(decodeMessage(frame, Status), serial);
        return;
      case MESSAGE.fault:
        log.warn({ serial, fault: decodeMessage(frame, Fault) }, 'scanner fault');
        return;
      case MESSAGE.error:
        throw errorFrom(frame);
      default:
        answers.get(frame.corr)?.(frame);
        answers.delete(frame.corr);
    }
  }

  async function ask(type: number, value: unknown, scanNo = 0): Promise<Frame> {
    const connection = control;
    if (!connection || !data)
      throw new DomainError('scanner-gone', 'the scanner is not connected', { retryable: true });
    const answer = new Promise<Frame>((resolve) => answers.set(connection.send(type, value, { scanNo }), resolve));
    const frame = await Promise.race([answer, late()]);
    if (frame.type === MESSAGE.refused) {
      const { reasons } = decodeMessage(frame, WireRefused);
      throw new DomainError('scanner-refused', reasons.join(', '), { details: { reasons } });
    }
    return frame;
  }

  return {
    async arm(scanId: ScanId, purpose) {
      const ready = await ask(MESSAGE.arm, { scanId, purpose });
      decodeMessage(ready, Ready);
      try {
        await ask(MESSAGE.start, {}, ready.scanNo);
      } catch (error) {
        // A scanner that will not start is not left armed.
        await ask(MESSAGE.abort, {}, ready.scanNo).catch(() => {});
        throw error;
      }
    },
    async abort() {
      await ask(MESSAGE.abort, {});
    },
    async close() {
      closing = true;
      wakeUp();
      control?.close();
      data?.close();
      await life;
    },
  };
}

/** The data connection: credits, gaps and resumption. What lines mean is the sink's business. */
function receiveLines(
  boot: string,
  events: ScannerEvents,
  log: Logger,
): (frame: Frame, data: Connection) => Promise<void> {
  const sinks = new Map<number, LineSink>();
  const done = new Set<number>();
  const asked = new Map<number, { place: string; atMs: number }>();

  const forget = (scanNo: number): void => {
    sinks.delete(scanNo);
    asked.delete(scanNo);
    done.add(scanNo);
  };

  const resume = (sink: LineSink, scanNo: number, data: Connection): void => {
    const place = `${sink.next.kind} ${sink.next.nextLine}`;
    const last = asked.get(scanNo);
    if (last && last.place === place && Date.now() - last.atMs < ASK_AGAIN_MS) return;
    asked.set(scanNo, { place, atMs: Date.now() });
    log.info({ scanId: sink.scanId, ...sink.next }, 'asking for lines again');
    data.send(MESSAGE.resume, sink.next, { scanNo });
  };

  const begin = async (frame: Frame, data: Connection): Promise<void> => {
    const { scanNo } = frame;
    const sink = await events.begin(
      { ...decodeMessage(frame, ScanBegin), boot, scanNo },
      {
        spooled: (position) => data.send(MESSAGE.spooled, position, { scanNo }),
        stored() {
          // A connection lasts for months and thousands of scans.
          forget(scanNo);
          data.send(MESSAGE.stored, { kind: 'object', nextLine: 0xffff_ffff }, { scanNo });
        },
      },
    );
    if (!sink) {
      forget(scanNo);
      data.send(MESSAGE.stored, { kind: 'object', nextLine: 0xffff_ffff }, { scanNo });
      return;
    }
    sinks.set(scanNo, sink);
    data.send(MESSAGE.credit, { blocks: CREDITS }, { scanNo });
    data.send(MESSAGE.resume, sink.next, { scanNo });
  };

  return async (frame, data) => {
    const { type, scanNo } = frame;
    if (type === MESSAGE.welcome) return;
    if (type === MESSAGE.error) throw errorFrom(frame);
    if (type === MESSAGE.scanBegin) return begin(frame, data);
    const sink = sinks.get(scanNo);
    if (!sink) {
      if (done.has(scanNo)) return;
      throw new DomainError('scan-unknown', `lines of scan number ${scanNo}, which never began`);
    }
    switch (type) {
      case MESSAGE.lines:
        data.send(MESSAGE.credit, { blocks: 1 }, { scanNo });
        if ((await sink.take(decodeLines(frame.payload))) === 'gap') resume(sink, scanNo, data);
        return;
      case MESSAGE.linesGone: {
        const { from, to } = decodeMessage(frame, LinesGone);
        return sink.gone(from, to);
      }
      case MESSAGE.scanEnd:
        // Nothing more is on its way: what is missing now is asked for at once, however lately it was.
        asked.delete(scanNo);
        if ((await sink.end(decodeMessage(frame, ScanEnd))) === 'gap') resume(sink, scanNo, data);
        return;
      default:
        log.debug({ type }, 'message of an unknown type passed over');
    }
  };
}

function errorFrom(frame: Frame): DomainError {
  const { code, message } = decodeMessage(frame, WireError);
  return new DomainError(`scanner-said-${code}`.slice(0, 100), message);
}

function late(): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(
      () => reject(new DomainError('scanner-gone', 'the scanner does not answer', { retryable: true })),
      ANSWER_MS,
    );
    timer.unref();
  });
}
