import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32c, createFrameDecoder, encodeFrame, HEADER_BYTES, MAX_PAYLOAD_BYTES } from './index.ts';

const frame = () => encodeFrame({ type: 33, seq: 7, scanNo: 2, payload: new Uint8Array([1, 2, 3]) });

/** Writes into a header and mends its check sum, as a hostile or foreign sender would. */
function forged(change: (view: DataView) => void): Uint8Array {
  const bytes = frame();
  const view = new DataView(bytes.buffer);
  change(view);
  view.setUint32(28, crc32c(bytes.subarray(0, 28)));
  return bytes;
}

test('the check sum is the Castagnoli CRC of RFC 3720', () => {
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
  expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
});

test('frames come out whole however the network cuts them', () => {
  const payloads = fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(payloads, fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (bodies, cuts) => {
      const stream = Buffer.concat(bodies.map((payload, seq) => encodeFrame({ type: 4, seq, payload })));
      const decoder = createFrameDecoder();
      const seen = [];
      for (let at = 0, i = 0; at < stream.length; i++) {
        const next = at + (cuts[i % cuts.length] as number);
        seen.push(...decoder.push(stream.subarray(at, next)));
        at = next;
      }
      expect(seen.map((f) => Buffer.from(f.payload).toString('hex'))).toEqual(
        bodies.map((b) => Buffer.from(b).toString('hex')),
      );
      expect(decoder.pending).toBe(0);
    }),
  );
});

test.each([
  ['frame-magic', () => Uint8Array.from(frame(), (b, i) => (i === 0 ? b ^ 1 : b))],
  ['frame-header-crc', () => Uint8Array.from(frame(), (b, i) => (i === 9 ? b ^ 1 : b))],
  ['frame-version', () => forged((view) => view.setUint8(4, 2))],
  ['frame-length', () => forged((view) => view.setUint32(20, MAX_PAYLOAD_BYTES + 1))],
  ['frame-payload-crc', () => Uint8Array.from(frame(), (b, i) => (i === HEADER_BYTES ? b ^ 1 : b))],
])('a bad frame is refused by name: %s', (code, bytes) => {
  expect(() => createFrameDecoder().push(bytes())).toThrow(expect.objectContaining({ code }));
});

test('no bytes, however damaged, are taken for a frame that was not sent', () => {
  fc.assert(
    fc.property(fc.nat({ max: 38 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const bytes = Uint8Array.from(frame(), (b, i) => (i === at ? b ^ flip : b));
      expect(() => createFrameDecoder().push(bytes)).toThrow(expect.objectContaining({ name: 'DomainError' }));
    }),
    { numRuns: 500 },
  );
});

test('an unfinished frame is held back, not guessed', () => {
  const decoder = createFrameDecoder();
  expect(decoder.push(frame().subarray(0, 34))).toEqual([]);
  expect(decoder.pending).toBe(34);
});
