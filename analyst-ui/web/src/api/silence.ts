/** Ends what waits for an answer when nothing has been heard for so long: a line that has died does not say so. */
export interface Silence {
  signal: AbortSignal;
  /** Something came: it begins anew. */
  heard(): void;
  end(): void;
}

export function silenceAfter(ms: number): Silence {
  const given = new AbortController();
  const giveUp = (): void => given.abort(new DOMException(`nothing came for ${ms} ms`, 'TimeoutError'));
  let timer = setTimeout(giveUp, ms);
  return {
    signal: given.signal,
    heard() {
      clearTimeout(timer);
      timer = setTimeout(giveUp, ms);
    },
    end: () => clearTimeout(timer),
  };
}

/** The whole body, piece by piece. @throws what the reader throws where it breaks off or is given up */
export async function bodyOf({ body, headers }: Response, heard: () => void): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  if (body)
    for (const reader = body.getReader(); ; ) {
      const { value, done } = await reader.read();
      if (done) break;
      heard();
      pieces.push(value);
    }
  return new Blob(pieces, { type: headers.get('content-type') ?? '' });
}
