import type { RegisterId } from "../../contract/ids.ts";
import { closeCodes, PROTOCOL_VERSION, type ToRelay } from "../../contract/relay-protocol.ts";
import type { Logger } from "../ports.ts";
import type { Storage } from "../storage/storage.ts";
import { badMessage, type Goodbye } from "./wire.ts";

export type Hello = Extract<ToRelay, { type: "hello" }>;

/** Why this hello is not served; undefined where it is. A cursor counts as an ack. */
export async function refuseHello(
  { storage, log }: Readonly<{ storage: Storage; log: Logger }>,
  registerId: RegisterId,
  hello: Hello,
): Promise<Goodbye | undefined> {
  const { cursor, protocol } = hello;
  if (hello.registerId !== registerId) {
    log.warn("a token was used for another register", { registerId, claimed: hello.registerId });
    const detail = "this token is another register's";
    return { close: closeCodes.unauthorized, code: "not-your-token", detail };
  }
  if (protocol !== PROTOCOL_VERSION) {
    return badMessage(`this relay speaks version ${PROTOCOL_VERSION}`, "other-protocol");
  }
  // Its mailbox is not served, so where it stands there does not matter.
  if (hello.purpose === "recover") return undefined;
  const headSeq = await storage.transaction(async (tx) => {
    const head = await tx.mailboxes.selectHead(registerId);
    // What the register has committed is acked, whether its ack arrived or not.
    if (cursor > 0 && cursor <= head.headSeq) await tx.mailboxes.ack(registerId, cursor);
    return head.headSeq;
  });
  log.info("register said hello", { registerId, cursor, headSeq });
  if (cursor <= headSeq) return undefined;
  // A cursor of the future belongs to another mailbox: serving it would lose mail.
  return badMessage(`${cursor} was never sent; the last is ${headSeq}`, "cursor-ahead");
}
