import type { Answer } from "../stripe/call-stripe.ts";
import type { After } from "../ports.ts";

const FIRST_WAIT_MS = 200;

/**
 * Calls again while the outcome is unknown, with growing waits. Only for calls that carry their
 * own idempotency key, or read.
 */
export async function retryUnknown<Value>(
  after: After,
  call: () => Promise<Answer<Value>>,
  isWorthATry: (tries: number) => boolean,
): Promise<Answer<Value>> {
  for (let tries = 1; ; tries += 1) {
    const answer = await call();
    if (answer.kind !== "unknown" || !isWorthATry(tries)) return answer;
    await new Promise<void>((resolve) => after(FIRST_WAIT_MS * 2 ** (tries - 1), resolve));
  }
}
