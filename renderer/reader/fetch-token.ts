import type { Reader } from "./reader-parts.ts";

/** The relay asks Stripe for it: two calls, and a line that may be slow. */
const TOKEN_WITHIN_MS = 12_000;

/** A token for the SDK, fresh each time. Rejects where the register has none to give. */
export function fetchToken({ state, door, after }: Reader): Promise<string> {
  state.tokenCount += 1;
  const id = `wanted-${state.tokenCount}`;
  return new Promise((resolve, reject) => {
    const give = (secret: string | null) => {
      stop();
      state.tokens.delete(id);
      if (secret === null) reject(new Error("the register has no connection token to give"));
      else resolve(secret);
    };
    const stop = after(TOKEN_WITHIN_MS, () => give(null));
    state.tokens.set(id, give);
    door.send({ type: "connection-token-wanted", id });
  });
}
