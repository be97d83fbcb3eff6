export interface RetryOptions {
  /** Attempts in all. */
  attempts: number;
  /** No further attempt begins after this much time. */
  withinMs: number;
}

/** Tries again what may pass, after 100 ms, 200, 400 … at most 3 s, each with jitter so that callers do not march in step. */
export async function retrying<T>(
  { attempts, withinMs }: RetryOptions,
  isPassing: (error: unknown) => boolean,
  attempt: () => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      const pauseMs = Math.min(100 * 2 ** (tried - 1), 3_000) * (0.5 + Math.random());
      if (!isPassing(error) || tried >= attempts || Date.now() + pauseMs > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
