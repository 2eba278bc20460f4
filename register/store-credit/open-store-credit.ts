import type { Recorded } from "../../ledger/ledger.ts";
import type { SaleCompleted } from "../../ledger/ledger-entry.ts";
import type { Books } from "../books.ts";
import type { Copies } from "../copies/open-copies.ts";
import type { Emit, RelayLine, Ticks } from "../ports.ts";
import { survivingDisk } from "../surviving-disk.ts";
import { createBookQuestions } from "./book-questions.ts";
import { createCreditSpends } from "./spend-credit.ts";

const TICK_MS = 1_000;

type Parts = Readonly<{
  books: Books;
  emit: Emit;
  saleCompleted: (recorded: Recorded<SaleCompleted>) => void;
  line: () => RelayLine;
  copies: Pick<Copies, "settle" | "confirmed">;
  publishSales: () => unknown;
  ticks?: Ticks;
}>;

export type StoreCredit = ReturnType<typeof openStoreCredit>;

/** Puts store credit together: its commands' needs, the relay's answers, and the watch over both. */
export function openStoreCredit({ books, emit, ticks, copies, ...told }: Parts) {
  const line = {
    isOnline: () => told.line().isOnline(),
    send: (message: Parameters<RelayLine["send"]>[0]) => told.line().send(message),
  };
  const deps = {
    ...{ ...books, ...told, emit, line },
    ticks: ticks ?? (() => performance.now()),
    questions: createBookQuestions({ ledger: books.ledger, copies, line }),
  };
  const spends = createCreditSpends(deps);
  let timer: NodeJS.Timeout | undefined;
  return {
    deps,
    spends,
    start(): void {
      spends.recover();
      timer = setInterval(
        survivingDisk(books.log, () => spends.tick()),
        TICK_MS,
      );
    },
    stop: () => clearInterval(timer),
  };
}
