import { z } from "zod";
import { KeyId, SaleId } from "../../contract/ids.ts";

/** From here on each Z is signed. `publicKey` is base64url of the 32 bytes of Ed25519's public half. */
export const SigningKeyAnnounced = z.strictObject({
  type: z.literal("signing-key-announced"),
  keyId: KeyId,
  algorithm: z.literal("ed25519"),
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/, "not 32 bytes of base64url"),
});

/**
 * What a fiscal signing device answered about one transaction of its own numbering; `queued` while
 * it could not be reached, `error` with its words in `detail`.
 */
export const SigningDeviceRecord = z.strictObject({
  type: z.literal("signing-device-record"),
  action: z.enum(["begin", "finish", "cancel"]),
  transactionNumber: z.int().min(0),
  saleId: SaleId.nullable(),
  state: z.enum(["ok", "queued", "error"]),
  detail: z.string().max(2_000),
});
