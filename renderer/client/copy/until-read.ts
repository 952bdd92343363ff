const RETRY_MS = 2000;

/**
 * Reads from this device's store, again and again until that works: what lies there is neither shown in part nor written
 * over, and the device says meanwhile that it keeps nothing.
 */
export async function untilRead(read: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      return await read();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
