import { ApiError, unauthorized } from "../api-error.ts";

/**
 * Reads the key from Bearer or Basic (`curl -u key:`). Keys of the live world open nothing unless
 * there is one, and if some keys are given, only those are good.
 */
export function authenticate(
  header: string | undefined,
  accepted: { readonly keys: readonly string[]; readonly hasLive: boolean },
): string {
  const key = keyOf(header);
  if (key === undefined || key === "") {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, " +
        "using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  }
  if (key.startsWith("pk_")) {
    throw unauthorized(
      "This API call cannot be made with a publishable API key. Please use a secret API key.",
      "secret_key_required",
    );
  }
  const mode = /^(?:sk|rk)_(test|live)_[A-Za-z0-9_]{4,240}$/.exec(key)?.[1];
  const isOpen = mode === "test" || (mode === "live" && accepted.hasLive);
  if (isOpen && (accepted.keys.length === 0 || accepted.keys.includes(key))) return key;
  throw unauthorized(`Invalid API Key provided: ${masked(key)}`);
}

/** There is one account: a request in the name of another would move the wrong one's money. */
export function checkAccount(named: string | undefined, own: string, key: string): void {
  if (named === undefined || named === own) return;
  throw new ApiError(403, {
    type: "invalid_request_error",
    code: "account_invalid",
    message: `The provided key '${masked(key)}' does not have access to account '${named.slice(0, 80)}' (or that account does not exist). Application access may have been revoked.`,
  });
}

function keyOf(header: string | undefined): string | undefined {
  const [scheme = "", value = ""] = (header ?? "").trim().split(/\s+/, 2);
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return undefined;
  return Buffer.from(value, "base64").toString("utf8").split(":", 1)[0];
}

/** The key's kind and last four letters, as Stripe's message shows it. */
function masked(key: string): string {
  const kind = /^[a-z]+_(test|live)_/.exec(key)?.[0] ?? key.slice(0, 3);
  const last = key.slice(-4);
  return kind + "*".repeat(Math.max(0, Math.min(40, key.length - kind.length - 4))) + last;
}
