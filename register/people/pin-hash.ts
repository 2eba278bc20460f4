import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";

/** N, r and p of scrypt: 16 MB and some 40 ms a try, on the thread that nobody waits for longer. */
const COST = { N: 16_384, r: 8, p: 1 } as const;
const KEY_BYTES = 32;

/** `scrypt$N$r$p$salt$key`, the last two in base64url: what is kept of a PIN (RFC 7914). */
export function hashPin(pin: string, salt: Buffer = randomBytes(16)): string {
  const key = scryptSync(pin, salt, KEY_BYTES, COST);
  const { N, r, p } = COST;
  return ["scrypt", N, r, p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** False also for a hash that is none: an account without a PIN opens for nobody. */
export function isPin(pin: string, pinHash: string): boolean {
  const [scheme, n, r, p, salt = "", key = ""] = pinHash.split("$");
  const expected = Buffer.from(key, "base64url");
  if (scheme !== "scrypt" || expected.length !== KEY_BYTES) return false;
  const cost = { N: Number(n), r: Number(r), p: Number(p) };
  const given = scryptSync(pin, Buffer.from(salt, "base64url"), KEY_BYTES, cost);
  return timingSafeEqual(given, expected);
}
