import type { Books } from "../books.ts";
import type { DirectReader, Emit, RelayLine, Ticks } from "../ports.ts";
import { survivingDisk } from "../surviving-disk.ts";
import type { PaidRefundDeps } from "./paid-refund-deps.ts";
import { createPaidRefunds } from "./pay-refund.ts";

const TICK_MS = 1_000;

type Parts = Readonly<{
  books: Books;
  emit: Emit;
  line: () => RelayLine;
  direct: () => DirectReader;
  ticks?: Ticks;
  witness: () => void;
  flush: PaidRefundDeps["flush"];
  refundChanged: PaidRefundDeps["refundChanged"];
}>;

/** Puts refunds at the till together: their needs, the relay's answers, and the watch over both. */
export function openPaidRefunds({
  books,
  emit,
  line,
  direct,
  ticks,
  witness,
  flush,
  refundChanged,
}: Parts) {
  const refunds = createPaidRefunds({
    ...books,
    ...{ emit, witness, flush, refundChanged, direct },
    registerId: books.config.registerId,
    ticks: ticks ?? (() => performance.now()),
    line: {
      isOnline: () => line().isOnline(),
      send: (message: Parameters<RelayLine["send"]>[0]) => line().send(message),
      reader: () => line().reader(),
      relayNowMs: () => line().relayNowMs(),
    },
  });
  let timer: NodeJS.Timeout | undefined;
  return {
    refunds,
    start(): void {
      refunds.recover();
      timer = setInterval(
        survivingDisk(books.log, () => refunds.tick()),
        TICK_MS,
      );
    },
    stop: () => clearInterval(timer),
  };
}
