import type { ToRelay } from "../../contract/relay-protocol.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Copies } from "../copies/open-copies.ts";
import type { RelayLine } from "../ports.ts";

type Question = Extract<ToRelay, { type: "read-credit" | "read-credit-history" }>;

type Deps = Readonly<{
  ledger: Pick<Ledger, "head">;
  copies: Pick<Copies, "settle" | "confirmed">;
  line: Pick<RelayLine, "send">;
}>;

export type BookQuestions = ReturnType<typeof createBookQuestions>;

/**
 * What the relay can only say of books as they were copied. It is asked at once, and once more when it
 * has this register's newest entries, where it lacked some: else a top-up by card that has just been
 * taken would be missing until somebody asks again.
 */
export function createBookQuestions({ ledger, copies, line }: Deps) {
  const behind = new Map<string, Readonly<{ question: Question; seq: number }>>();
  const copiedSeq = () => copies.confirmed()?.seq ?? 0;
  return {
    send(question: Question): boolean {
      copies.settle();
      behind.delete(question.id);
      const isSent = line.send(question);
      const { seq } = ledger.head();
      if (isSent && copiedSeq() < seq) behind.set(question.id, { question, seq });
      return isSent;
    },
    /** Once a second. */
    tick(): void {
      const copied = copiedSeq();
      for (const [id, { question, seq }] of behind) {
        if (copied < seq) continue;
        behind.delete(id);
        line.send(question);
      }
    },
  };
}
