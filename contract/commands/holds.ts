import { z } from "zod";
import type { HoldEndView } from "../hold-views.ts";
import { ReservationId } from "../ids.ts";
import { view } from "./command.ts";

/** What a register that was lost holds at the relay, and how a manager lets go of it. */
export const holdCommands = {
  /** Asks the relay; the answer comes as `holds-listed`. */
  "holds.list": {
    input: z.strictObject({}),
    output: view<Readonly<{ isAsked: true }>>(),
    refusals: ["holds-offline"],
    from: ["till", "tool"],
  },
  /**
   * Lets go of what another register holds, unless that register is there; a manager's act, written
   * to the office chain. `hold-ended` says what came of it. The same again changes nothing.
   */
  "holds.release": {
    input: z.strictObject({
      reservationId: ReservationId,
      reason: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .regex(/^[^\p{Cc}]*$/u, "no control characters"),
    }),
    output: view<HoldEndView>(),
    refusals: ["holds-offline", "hold-in-use"],
    from: ["till", "tool"],
  },
  /** Stands for what was spent after it was let go of, so that it is not listed any more. */
  "holds.accept-late": {
    input: z.strictObject({ reservationId: ReservationId }),
    output: view<HoldEndView>(),
    refusals: ["holds-offline"],
    from: ["till", "tool"],
  },
} as const;
