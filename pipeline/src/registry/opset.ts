import { DomainError } from '@h986/domain';

/** Fields of ONNX's `ModelProto` and of its `OperatorSetIdProto`. @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
const OPSET_IMPORT = 8;
const DOMAIN = 1;
const VERSION = 2;

export interface Opset {
  /** Empty for ONNX's own operators. */
  domain: string;
  version: number;
}

/**
 * The operator sets that an ONNX file asks for, read from the protobuf's wire format: all else is stepped over.
 *
 * @throws {DomainError} `model-opset` for bytes that are not a protobuf message
 */
export function opsetsOf(onnx: Uint8Array): Opset[] {
  return fieldsOf(onnx)
    .filter(({ field }) => field === OPSET_IMPORT)
    .map(({ bytes }) => {
      const inner = fieldsOf(bytes);
      return {
        domain: new TextDecoder().decode(inner.find(({ field }) => field === DOMAIN)?.bytes),
        version: inner.find(({ field }) => field === VERSION)?.number ?? 0,
      };
    });
}

/** @throws {DomainError} `model-opset` when the file wants other operators than ONNX's own of this version */
export function checkOpset(onnx: Uint8Array, opset: number): void {
  const found = opsetsOf(onnx);
  const [only] = found;
  const own = only?.domain === '' || only?.domain === 'ai.onnx';
  if (found.length === 1 && own && only?.version === opset) return;
  throw new DomainError('model-opset', `the file's operators are not those of opset ${opset}`, {
    details: { found, wanted: opset },
  });
}

interface Field {
  field: number;
  number: number;
  bytes: Uint8Array;
}

function fieldsOf(message: Uint8Array): Field[] {
  const fields: Field[] = [];
  const none = new Uint8Array();
  let at = 0;
  while (at < message.length) {
    const tag = varint();
    const field = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        fields.push({ field, number: varint(), bytes: none });
        break;
      case 1:
        step(8);
        break;
      case 2:
        fields.push({ field, number: 0, bytes: step(varint()) });
        break;
      case 5:
        step(4);
        break;
      default:
        throw notOnnx();
    }
  }
  return fields;

  function step(length: number): Uint8Array {
    if (at + length > message.length) throw notOnnx();
    at += length;
    return message.subarray(at - length, at);
  }

  /** Seven bits a byte, least significant first. */
  function varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at++];
      if (byte === undefined || scale > 2 ** 63) throw notOnnx();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
}

const notOnnx = (): DomainError => new DomainError('model-opset', 'the file is not an ONNX model');
