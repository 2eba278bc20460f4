import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { assert } from "../contract/assert.ts";

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM over short texts, as base64 of nonce, tag and cipher text. `key` is 32 bytes. */
export function openSeal(key: string) {
  const bytes = Buffer.from(key, "base64");
  assert(bytes.length === 32, "a seal's key is 32 bytes");
  return {
    close(text: string): string {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, bytes, nonce);
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
    },
    /** Throws where the text was changed or sealed with another key. */
    open(sealed: string): string {
      const all = Buffer.from(sealed, "base64");
      const decipher = createDecipheriv(ALGORITHM, bytes, all.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(all.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const text = decipher.update(all.subarray(NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([text, decipher.final()]).toString("utf8");
    },
  };
}
