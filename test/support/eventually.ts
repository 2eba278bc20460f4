import { vi } from "vitest";

/** Looks again and again until it throws no more: for what tells nobody that it happened. */
export function eventually(look: () => void): Promise<void> {
  return vi.waitFor(look, { timeout: 60_000, interval: 20 });
}
