import type { RegisterId } from "../../contract/ids.ts";
import type { FromRelay } from "../../contract/relay-protocol.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { Logger, Trace } from "../ports.ts";
import type { Storage } from "../storage/storage.ts";

type Deps = Readonly<{
  storage: Storage;
  log: Logger;
  trace: Trace;
  registerId: RegisterId;
  /** The last number that the register has committed. */
  cursor: number;
  send: (message: FromRelay) => void;
}>;

export type MailPump = ReturnType<typeof createMailPump>;

/** Unacked mails on their way to one register: its acks pace us, so a slow one costs no memory. */
const WINDOW = 256;
const PAGE = 64;

/** Sends a register's mailbox from its cursor on, in order, and keeps what it acks. */
export function createMailPump(deps: Deps) {
  const { storage, registerId, send, log, trace } = deps;
  let sentSeq = deps.cursor;
  let ackedSeq = deps.cursor;
  let isPumping = false;
  let isMore = false;

  function wake(): void {
    isMore = true;
    if (isPumping) return;
    isPumping = true;
    void pump();
  }

  async function pump(): Promise<void> {
    try {
      while (isMore) {
        isMore = false;
        await sendPage();
      }
    } catch (error) {
      // The mail is kept: the next wake, or the next connection, sends it.
      log.error("mail not read", { registerId, error: String(error) });
    } finally {
      isPumping = false;
    }
  }

  async function sendPage(): Promise<void> {
    const limit = Math.min(PAGE, WINDOW - (sentSeq - ackedSeq));
    if (limit <= 0) return;
    const page = await storage.transaction((tx) =>
      tx.mailboxes.selectAfter(registerId, sentSeq, limit),
    );
    for (const { seq, body } of page) {
      send({ type: "mail", seq, body });
      sentSeq = seq;
      trace("mail-pushed");
    }
    if (page.length === limit) isMore = true;
  }

  /** Only what was sent can be acked, and an ack is never taken back. */
  async function ack(seq: number): Promise<Result<null, "ack-ahead" | "ack-behind">> {
    trace("ack-received");
    if (seq > sentSeq) return refuse("ack-ahead", `${seq} was not sent; the last was ${sentSeq}`);
    if (seq < ackedSeq) return refuse("ack-behind", `${ackedSeq} was acked before`);
    if (seq === ackedSeq) return ok(null);
    ackedSeq = seq;
    await storage.transaction((tx) => tx.mailboxes.ack(registerId, seq));
    trace("ack-committed");
    wake();
    return ok(null);
  }
  return { wake, ack };
}
