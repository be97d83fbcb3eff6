/** Eight tables: eight bytes a step ("slicing by 8"). Polynomial 0x1EDC6F41, reflected. */
const TABLES = makeTables();

/**
 * CRC-32C (Castagnoli).
 *
 * @param seed the CRC of what came before, to go on from
 * @see RFC 3720, B.4: 32 zero bytes give 0x8A9136AA
 */
export function crc32c(bytes: Uint8Array, seed = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  let crc = ~seed;
  let i = 0;
  const eights = bytes.length - 7;
  for (; i < eights; i += 8) {
    crc ^=
      (bytes[i] as number) |
      ((bytes[i + 1] as number) << 8) |
      ((bytes[i + 2] as number) << 16) |
      ((bytes[i + 3] as number) << 24);
    crc =
      (t7[crc & 255] as number) ^
      (t6[(crc >>> 8) & 255] as number) ^
      (t5[(crc >>> 16) & 255] as number) ^
      (t4[crc >>> 24] as number) ^
      (t3[bytes[i + 4] as number] as number) ^
      (t2[bytes[i + 5] as number] as number) ^
      (t1[bytes[i + 6] as number] as number) ^
      (t0[bytes[i + 7] as number] as number);
  }
  for (; i < bytes.length; i++) crc = (crc >>> 8) ^ (t0[(crc ^ (bytes[i] as number)) & 255] as number);
  return ~crc >>> 0;
}

function makeTables(): Uint32Array[] {
  const first = new Uint32Array(256).map((_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0x82f63b78 ^ (c >>> 1) : c >>> 1;
    return c;
  });
  const tables = [first];
  for (let t = 1; t < 8; t++) {
    const last = tables[t - 1] as Uint32Array;
    tables.push(last.map((c) => (c >>> 8) ^ (first[c & 255] as number)));
  }
  return tables;
}
