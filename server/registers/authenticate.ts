import { createHash, timingSafeEqual } from "node:crypto";
import type { RegisterId } from "../../contract/ids.ts";
import type { RegisterConfig } from "../config.ts";

export type Authenticate = (authorization: string | undefined) => RegisterId | undefined;

/**
 * Whose device token stands in `Authorization: Bearer …`. Only hashes are compared, each in the
 * same time, and all of them, so that the time of an answer tells nothing.
 */
export function createAuthenticate(registers: readonly RegisterConfig[]): Authenticate {
  const known = registers.map(({ registerId, tokenHash }) => ({
    registerId,
    hash: Buffer.from(tokenHash, "hex"),
  }));

  return (authorization) => {
    const token = /^Bearer ([\x21-\x7e]{16,200})$/.exec(authorization ?? "")?.[1];
    if (token === undefined) return undefined;
    const hash = createHash("sha256").update(token).digest();
    const found = known.filter((register) => timingSafeEqual(register.hash, hash));
    return found[0]?.registerId;
  };
}
