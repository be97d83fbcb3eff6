/** Every container's embedding in one array, to find the most similar by brute force. */
export interface SimilarIndex {
  readonly size: number;
  /** What has a key already takes the place of what it had. */
  put(key: string, embedding: Float32Array): void;
  /** The nearest by cosine, nearest first. */
  nearest(embedding: Float32Array, count: number, leaveOut?: (key: string) => boolean): Similar[];
}

export interface Similar {
  key: string;
  cosine: number;
}

/** @param length of an embedding; all are of unit length */
export function createSimilarIndex(length: number): SimilarIndex {
  let rows = new Float32Array(64 * length);
  const keys: string[] = [];
  const places = new Map<string, number>();
  return {
    get size() {
      return keys.length;
    },
    put(key, embedding) {
      if (embedding.length !== length) return;
      const place = places.get(key) ?? keys.length;
      if (place === keys.length) {
        keys.push(key);
        places.set(key, place);
      }
      if (keys.length * length > rows.length) {
        const larger = new Float32Array(2 * rows.length);
        larger.set(rows);
        rows = larger;
      }
      rows.set(embedding, place * length);
    },
    nearest(embedding, count, leaveOut = () => false) {
      const found: Similar[] = [];
      if (embedding.length !== length) return found;
      for (let place = 0; place < keys.length; place++) {
        let dot = 0;
        const from = place * length;
        for (let i = 0; i < length; i++) dot += (rows[from + i] as number) * (embedding[i] as number);
        if (found.length === count && dot <= (found[count - 1] as Similar).cosine) continue;
        const key = keys[place] as string;
        if (leaveOut(key)) continue;
        const at = found.findIndex((one) => one.cosine < dot);
        found.splice(at < 0 ? found.length : at, 0, { key, cosine: dot });
        if (found.length > count) found.pop();
      }
      return found;
    },
  };
}
