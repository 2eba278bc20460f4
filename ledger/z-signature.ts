import { createPublicKey, hash, verify } from "node:crypto";
import { KeyId } from "../contract/ids.ts";
import type { ZSignature } from "./entries/day.ts";
import { canonical } from "./hash-chain.ts";

/** A Z's entry, with or without its signature. */
export type ZEntry = Readonly<Record<string, unknown>>;

/** Whether a Z bears the signature of the key with this public half. */
export function isSignedZ(
  entry: ZEntry,
  { keyId, value }: Pick<ZSignature, "keyId" | "value">,
  publicKey: string,
): boolean {
  if (keyIdOf(publicKey) !== keyId) return false;
  const jwk = { kty: "OKP", crv: "Ed25519", x: publicKey };
  const key = createPublicKey({ key: jwk, format: "jwk" });
  return verify(null, signedText(entry), key, Buffer.from(value, "base64url"));
}

/** What is signed: the canonical form of the entry without its signature. */
export function signedText(entry: ZEntry): Buffer {
  const { signature: _left, ...signed } = entry;
  return Buffer.from(canonical(signed), "utf8");
}

/** The first 16 hex digits of SHA-256 of the 32 bytes of the public half. */
export function keyIdOf(publicKey: string): KeyId {
  const digest = hash("sha256", Buffer.from(publicKey, "base64url"), "hex");
  return KeyId.parse(digest.slice(0, 16));
}
