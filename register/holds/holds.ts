import type { Input, Outcome, Who } from "../../contract/commands.ts";
import type { HoldAnswer } from "../../contract/hold-protocol.ts";
import type { HoldEndView } from "../../contract/hold-views.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { Books } from "../books.ts";
import type { Handlers } from "../door.ts";
import type { Emit, RelayLine } from "../ports.ts";

type Deps = Readonly<{
  line: Pick<RelayLine, "send">;
  emit: Emit;
  /** This register itself waits for the relay to hold it: its own commands end that. */
  isPending: (reservationId: string) => boolean;
}>;

export type Holds = ReturnType<typeof createHolds>;

/**
 * What registers hold at the relay, and letting go of what a lost one holds. Nothing is kept here:
 * the relay decides and writes it down, and a lost answer is safe to ask for again.
 */
export function createHolds({ line, emit, isPending }: Deps) {
  const asked = ({ reservationId }: Input<"holds.accept-late">): HoldEndView => {
    return { reservationId, phase: "asked", refusal: null };
  };
  return {
    list(): Outcome<"holds.list"> {
      const isSent = line.send({ type: "list-holds", id: "list-holds" });
      return isSent ? ok({ isAsked: true }) : refuse("holds-offline");
    },
    release({ userId, approval }: Who, input: Input<"holds.release">): Outcome<"holds.release"> {
      const { reservationId, reason } = input;
      if (isPending(reservationId)) return refuse("hold-in-use", reservationId);
      const isSent = line.send({
        ...{ type: "release-hold", id: `release-${reservationId}`, reservationId, userId, reason },
        approval: approval?.approvalId ?? null,
      });
      return isSent ? ok(asked(input)) : refuse("holds-offline");
    },
    acceptLate({ userId }: Who, input: Input<"holds.accept-late">): Outcome<"holds.accept-late"> {
      const { reservationId } = input;
      const id = `accept-${reservationId}`;
      const isSent = line.send({ type: "accept-late", id, reservationId, userId });
      return isSent ? ok(asked(input)) : refuse("holds-offline");
    },
    hear(answer: HoldAnswer): void {
      if (answer.type === "holds") {
        const { held, late } = answer;
        emit({ event: "holds-listed", view: { held, late } });
        return;
      }
      const { reservationId } = answer;
      const view: HoldEndView =
        answer.type === "hold-done"
          ? { reservationId, phase: answer.phase, refusal: null }
          : { reservationId, phase: "refused", refusal: answer.refusal };
      emit({ event: "hold-ended", view });
    },
  };
}

type Parts = Readonly<{
  books: Pick<Books, "credit" | "paidRefunds">;
  emit: Emit;
  line: () => RelayLine;
}>;

export function openHolds({ books, emit, line }: Parts): Holds {
  const { credit, paidRefunds } = books;
  return createHolds({
    emit,
    line: { send: (message) => line().send(message) },
    isPending: (id) => credit.byId(id) !== undefined || paidRefunds.byId(id) !== undefined,
  });
}

export function holdHandlers(holds: Holds) {
  return {
    "holds.list": () => holds.list(),
    "holds.release": (who, input) => holds.release(who, input),
    "holds.accept-late": (who, input) => holds.acceptLate(who, input),
  } satisfies Partial<Handlers>;
}
