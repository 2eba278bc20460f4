import { join } from "node:path";
import { RegisterId } from "../../contract/ids.ts";
import type { CopyHead } from "../../contract/ledger-copy-protocol.ts";
import { openForReading } from "../../ledger/storage/open-database.ts";
import { relaySocketOpener } from "../../register/sync/relay-socket.ts";
import { relayRows } from "../server/support/relay-rows.ts";
import { deviceTokens, keptLog, openRelayWorld } from "../server/support/relay-world.ts";
import { memorySecrets } from "./memory-secrets.ts";
import { startWorld, temporaryFolder, type World } from "./world.ts";

export const copiedRegisterId = RegisterId.parse("reg_1");

/** A real relay and a register whose book it copies; both on disks of their own. */
export async function openCopiedWorld() {
  const relayWorld = await openRelayWorld({ hasWebhooks: false });
  const { relay, folder: relayFolder } = relayWorld;
  const folder = temporaryFolder();
  const secrets = memorySecrets();
  const log = keptLog();
  const socketOf = (to: Pinned) => ({ openSocket: openerOf(to) });
  let runs = 0;
  const start = (more: Parameters<typeof startWorld>[0] = {}): Promise<World> =>
    startWorld({
      ...{ folder, secrets, log, relay: socketOf(relay) },
      // The relay is of this very process: whoever is slow, it answers.
      relayWaitMs: 60_000,
      atMs: 1_800_000_000_000 + (runs += 1) * 10_000_000,
      ...more,
      config: { registerId: copiedRegisterId, ...more.config },
    });

  /** Waits until the relay has the whole book of the register that runs. */
  async function untilCopied(): Promise<CopyHead> {
    for (;;) {
      const [copied] = relayRows<CopyHead>(relayFolder, COPIED_HEAD);
      if (copied && copied.seq >= ledgerHead(folder).seq) return copied;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return { relayWorld, folder, secrets, log, start, untilCopied, socketOf };
}

const COPIED_HEAD = "SELECT seq, hash FROM ledger_copy ORDER BY seq DESC LIMIT 1";

/** The head of a register's book, read beside a register that may be running. */
export function ledgerHead(folder: string): CopyHead {
  const db = openForReading(join(folder, "register.db"));
  try {
    const select = db.prepare<[], CopyHead>(
      "SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1",
    );
    return select.get() ?? { seq: 0, hash: "" };
  } finally {
    db.close();
  }
}

type Pinned = Readonly<{ tillUrl: string; caPem: string; caPin: string }>;

function openerOf({ tillUrl, caPem, caPin }: Pinned) {
  return relaySocketOpener({
    url: tillUrl,
    caPem,
    caPins: [caPin],
    deviceToken: deviceTokens.reg_1,
  });
}
