/**
 * A writer of ONNX files for graphs that are laid out by hand, not trained: protobuf by its wire format, only the fields
 * that such graphs need, the same bytes for the same calls.
 *
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto for the field numbers
 */
export const ELEMENT = { float: 1, uint16: 4, int64: 7, bool: 9, double: 11 } as const;
export type Element = keyof typeof ELEMENT;

const IR_VERSION = 8;
const OPSET = 17;
const ATTRIBUTE = { int: 2, ints: 7 } as const;

export interface Graph {
  /** @returns the name, to be given on to nodes. */
  input(name: string, type: Element, shape: readonly number[]): string;
  constant(type: 'int64' | 'double', shape: readonly number[], values: readonly number[]): string;
  /** One operator of the default domain with one output. */
  node(op: string, inputs: readonly string[], attributes?: Record<string, number | readonly number[]>): string;
  /** Gives a value its public name. */
  output(value: string, name: string, type: Element, shape: readonly number[]): void;
  /** The whole model, ready to be written to a file. */
  bytes(doc: string): Uint8Array;
}

export function openGraph(name: string): Graph {
  const nodes: Uint8Array[] = [];
  const constants: Uint8Array[] = [];
  const inputs: Uint8Array[] = [];
  const outputs: Uint8Array[] = [];
  let count = 0;

  const addNode = (
    op: string,
    from: readonly string[],
    to: string,
    attributes: Record<string, number | readonly number[]>,
  ): void => {
    const fields = Object.entries(attributes).map(([key, value]) => message(5, attribute(key, value)));
    nodes.push(concat([...from.map((v) => text(1, v)), text(2, to), text(3, to), text(4, op), ...fields]));
  };

  return {
    input(input, type, shape) {
      inputs.push(valueInfo(input, type, shape));
      return input;
    },
    constant(type, shape, values) {
      const constant = `c${constants.length}`;
      constants.push(tensor(constant, type, shape, values));
      return constant;
    },
    node(op, from, attributes = {}) {
      const to = `${op.toLowerCase()}${count++}`;
      addNode(op, from, to, attributes);
      return to;
    },
    output(value, output, type, shape) {
      addNode('Identity', [value], output, {});
      outputs.push(valueInfo(output, type, shape));
    },
    bytes(doc) {
      const graph = concat([
        ...nodes.map((n) => message(1, n)),
        text(2, name),
        ...constants.map((c) => message(5, c)),
        ...inputs.map((i) => message(11, i)),
        ...outputs.map((o) => message(12, o)),
      ]);
      const opset = concat([text(1, ''), integer(2, OPSET)]);
      return concat([integer(1, IR_VERSION), text(2, 'h986'), text(6, doc), message(7, graph), message(8, opset)]);
    },
  };
}

function attribute(name: string, value: number | readonly number[]): Uint8Array {
  return typeof value === 'number'
    ? concat([text(1, name), integer(3, value), integer(20, ATTRIBUTE.int)])
    : concat([text(1, name), ...value.map((v) => integer(8, v)), integer(20, ATTRIBUTE.ints)]);
}

function tensor(
  name: string,
  type: 'int64' | 'double',
  shape: readonly number[],
  values: readonly number[],
): Uint8Array {
  const raw = new DataView(new ArrayBuffer(values.length * 8));
  values.forEach((v, i) => {
    if (type === 'double') raw.setFloat64(i * 8, v, true);
    else raw.setBigInt64(i * 8, BigInt(v), true);
  });
  const dims = shape.map((d) => integer(1, d));
  return concat([...dims, integer(2, ELEMENT[type]), text(8, name), message(9, new Uint8Array(raw.buffer))]);
}

function valueInfo(name: string, type: Element, shape: readonly number[]): Uint8Array {
  const dims = concat(shape.map((d) => message(1, integer(1, d))));
  const tensorType = concat([integer(1, ELEMENT[type]), message(2, dims)]);
  return concat([text(1, name), message(2, message(1, tensorType))]);
}

const integer = (field: number, value: number): Uint8Array => concat([varint(field << 3), varint(value)]);
const text = (field: number, value: string): Uint8Array => message(field, new TextEncoder().encode(value));
const message = (field: number, bytes: Uint8Array): Uint8Array =>
  concat([varint((field << 3) | 2), varint(bytes.length), bytes]);

/** Seven bits a byte, least significant first; only for numbers that are not negative. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
