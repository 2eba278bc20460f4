import { existsSync } from "node:fs";
import { join } from "node:path";
import type { CopyHead } from "../../contract/ledger-copy-protocol.ts";
import { TroubleError, type TroubleCode } from "../../contract/trouble.ts";
import type { Head } from "../../ledger/ledger.ts";
import { openDatabase } from "../../ledger/storage/open-database.ts";
import { readWitness } from "../../ledger/witness.ts";
import type { RegisterOptions } from "../register-options.ts";
import { rebuildBook } from "./rebuild-book.ts";
import { openRecoveryLine, type RecoveryLine } from "./recovery-line.ts";
import { refillBook } from "./refill-book.ts";
import { setAside } from "./set-aside.ts";
import { surveyBook, type Survey } from "./survey-book.ts";

/** A relay that is not there must not keep a good till from selling. */
const WAIT_WHEN_GOOD_MS = 2_000;
/** Without the relay a damaged book cannot sell at all, so it is worth waiting for. */
const WAIT_WHEN_DAMAGED_MS = 15_000;
const RETRY_MS = 500;

const curable: readonly TroubleCode[] = ["database-corrupt", "ledger-broken", "ledger-tail-lost"];

type Options = Pick<
  RegisterOptions,
  "folder" | "config" | "cards" | "now" | "log" | "relayWaitMs"
> &
  Readonly<{ bases: readonly string[] }>;

/** How a book stands beside the relay's copy of it. */
export type Standing = "same" | "behind" | "forked" | "damaged";

/**
 * Before a register is opened: compares its book with the relay's copy and fills up what was lost.
 * Without the relay nothing is changed, and the start judges by the side file alone. Throws
 * TroubleError `ledger-forked` where both hold entries that the other does not.
 */
export async function recoverLedger(options: Options): Promise<void> {
  const { folder, config, cards, log } = options;
  if (cards === null) return;
  const why = surveyBook(folder, (survey) => survey.why);
  if (why !== undefined && !curable.includes(why.code)) return;
  const line = await reach(options, cards.openSocket, why !== undefined);
  if (line === undefined) {
    log.warn("the relay was not reached: the side file alone is the witness", { why: why?.code });
    return;
  }
  try {
    const { standing, head } = surveyBook(folder, (survey) => standingOf(survey, line.head));
    if (standing === "forked") {
      throw new TroubleError("ledger-forked", `${folder} and the relay hold different entries`);
    }
    if (standing === "behind") await fillUp(options, line, head);
    if (standing === "damaged") await rebuild(options, line, config);
    replaceUnreadableWitness(options);
  } finally {
    line.close();
  }
}

export function standingOf(
  { why, head, hashAt }: Survey,
  copied: CopyHead,
): Readonly<{ standing: Standing; head: Head }> {
  const isChainGood = why === undefined || why.code === "ledger-tail-lost";
  if (isChainGood && copied.seq > head.seq) return { standing: "behind", head };
  const isSame = copied.seq === 0 || hashAt(copied.seq) === copied.hash;
  // Where nothing was ever copied there is nothing to restore from.
  if (isChainGood && (isSame || why === undefined)) {
    return { standing: isSame ? "same" : "forked", head };
  }
  return { standing: copied.seq > 0 ? "damaged" : "same", head };
}

async function reach(
  { config, now, relayWaitMs = WAIT_WHEN_GOOD_MS }: Options,
  openSocket: NonNullable<RegisterOptions["cards"]>["openSocket"],
  isDamaged: boolean,
): Promise<RecoveryLine | undefined> {
  const timeoutMs = isDamaged ? WAIT_WHEN_DAMAGED_MS : relayWaitMs;
  const giveUpAtMs = now() + timeoutMs;
  const asked = { openSocket, registerId: config.registerId, timeoutMs };
  for (;;) {
    const line = await openRecoveryLine(asked);
    if (line !== undefined || !isDamaged || now() >= giveUpAtMs) return line;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

/** The book is good and only shorter than the copy, unless their last shared entries differ. */
async function fillUp(options: Options, line: RecoveryLine, head: Head): Promise<void> {
  const { folder, config, log } = options;
  // Nothing is there to be kept: a backup holds users and products, too.
  if (head.seq === 0) {
    await rebuild(options, line, config);
    return;
  }
  const [same] = await line.page({ seq: head.seq - 1 });
  if (same?.hash !== head.hash) {
    throw new TroubleError("ledger-forked", `entry ${head.seq} is another one at the relay`);
  }
  const db = openDatabase(join(folder, "register.db"));
  try {
    const filled = await refillBook({ db, config, from: head, page: line.page });
    log.warn("the lost tail of the ledger came back from the relay", { from: head.seq, ...filled });
  } finally {
    db.close();
  }
}

async function rebuild(options: Options, line: RecoveryLine, config: Options["config"]) {
  const { folder, bases, log, now } = options;
  const asideName = `damaged-${now()}`;
  await rebuildBook({ folder, config, page: line.page, bases, asideName, log });
}

/** The relay has just vouched for the book, so a torn side file may begin anew. */
function replaceUnreadableWitness({ folder, now, log }: Options): void {
  const path = join(folder, "witness");
  if (!existsSync(path) || isReadable(path)) return;
  const aside = setAside(folder, `witness-${now()}`, ["witness"]);
  log.warn("the side file could not be read; a new one begins", { aside });
}

function isReadable(path: string): boolean {
  try {
    readWitness(path);
    return true;
  } catch (error) {
    if (error instanceof TroubleError) return false;
    throw error;
  }
}
