import { RegisterId } from "../../../contract/ids.ts";
import { isCopyRequest } from "../../../contract/ledger-copy-protocol.ts";
import { ToRelay, type FromRelay } from "../../../contract/relay-protocol.ts";
import type { OpenSocket } from "../../../register/sync/relay-socket.ts";
import { createLedgerCopies } from "../../../server/ledger-copies/ledger-copies.ts";
import { openSqliteStorage } from "../../../server/storage/sqlite-storage.ts";
import { quietLog } from "./drill-register.ts";

/** The part of a relay that keeps copies, on a disk of its own, without a network in between. */
export function openCopyRelay(path: string, id: string) {
  const storage = openSqliteStorage(path);
  const copies = createLedgerCopies({ storage, now: Date.now, log: quietLog });
  const registerId = RegisterId.parse(id);

  const openSocket: OpenSocket = (events) => {
    let isOpen = true;
    let last = Promise.resolve();
    const say = (frame: FromRelay) => {
      if (isOpen) events.message(JSON.stringify(frame));
    };
    async function hear(text: string): Promise<void> {
      const message = ToRelay.parse(JSON.parse(text));
      if (message.type === "hello") {
        say({ type: "welcome", protocol: 1, relayTimeMs: Date.now(), connections: [] });
        say(await copies.headFrame(registerId));
      } else if (isCopyRequest(message)) say(await copies.answer(registerId, message));
    }
    queueMicrotask(events.open);
    return {
      send(text) {
        last = last.then(() => hear(text));
        return isOpen;
      },
      close: () => void (isOpen = false),
    };
  };
  const head = () => storage.transaction((tx) => tx.ledgerCopies.selectHead(registerId));
  return { openSocket, head, close: storage.close };
}
