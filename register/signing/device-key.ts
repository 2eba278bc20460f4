import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from "node:crypto";
import type { KeyId } from "../../contract/ids.ts";
import type { ZSignature } from "../../ledger/entries/day.ts";
import { keyIdOf, signedText, type ZEntry } from "../../ledger/z-signature.ts";
import type { Secrets } from "../ports.ts";

export type DeviceKey = Readonly<{
  /** The first 16 hex digits of SHA-256 of the 32 bytes of the public half. */
  keyId: KeyId;
  /** The 32 bytes of Ed25519's public half (RFC 8032), in base64url. */
  publicKey: string;
  /**
   * Signs a day's Z: the canonical form of its entry without `signature`. The Z holds the seal of
   * the entry before it, so a book whose every seal was made anew no longer fits its signatures.
   * Call `announceKey` first, in the transaction of the Z.
   */
  signZ: (entry: ZEntry) => ZSignature;
}>;

const SECRET_NAME = "device-key";

/** The register's own key; a new one is made where the host keeps none. */
export function openDeviceKey(secrets: Secrets): DeviceKey {
  const kept = secrets.get(SECRET_NAME);
  const privateKey = kept === undefined ? newKey(secrets) : keyFrom(kept);
  const publicKey = createPublicKey(privateKey).export({ format: "jwk" }).x ?? "";
  const keyId = keyIdOf(publicKey);
  const signZ = (entry: ZEntry): ZSignature => ({
    keyId,
    algorithm: "ed25519",
    value: sign(null, signedText(entry), privateKey).toString("base64url"),
  });
  return { keyId, publicKey, signZ };
}

function newKey(secrets: Secrets): KeyObject {
  const { privateKey } = generateKeyPairSync("ed25519");
  const pkcs8 = privateKey.export({ type: "pkcs8", format: "der" });
  secrets.set(SECRET_NAME, pkcs8.toString("base64"));
  return privateKey;
}

function keyFrom(kept: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(kept, "base64"), type: "pkcs8", format: "der" });
}
