/**
 * Remembers what a function gave for the last few keys. A failure is not remembered.
 *
 * @param make further arguments are not part of the key
 */
export function recent<K, A extends unknown[], V>(
  most: number,
  make: (key: K, ...rest: A) => Promise<V>,
): (key: K, ...rest: A) => Promise<V> {
  const known = new Map<K, Promise<V>>();
  return async (key, ...rest) => {
    const value = known.get(key) ?? make(key, ...rest);
    // Set again, so that a map's order is the order of last use.
    known.delete(key);
    known.set(key, value);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    try {
      return await value;
    } catch (error) {
      known.delete(key);
      throw error;
    }
  };
}
