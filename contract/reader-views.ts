import { z } from "zod";
import type { ReaderProblem } from "./reader-window.ts";

/** How a register drives its reader: terminal-js in its reader window, or commands by the relay. */
export const ways = ["direct", "relay"] as const;
export const Way = z.enum(ways);
export type Way = z.infer<typeof Way>;

/** How an amount goes to a customer: onto a reader, by either way, or as a page to pay on. */
export const paymentWays = [...ways, "link"] as const;
export const PaymentWay = z.enum(paymentWays);
export type PaymentWay = z.infer<typeof PaymentWay>;

/** How long a reader stays with a register that says nothing more. */
export const HOLD_FOR_MS = 90_000;

export const ReaderView = z.strictObject({
  readerId: z.string(),
  label: z.string(),
  deviceType: z.string(),
  /** What Stripe last said. It may lie for minutes: shown, never a reason to refuse a charge. */
  status: z.enum(["online", "offline", "unknown"]),
  /** Where it stands; a reader without a location cannot be driven directly. */
  locationId: z.string().nullable(),
});
export type ReaderView = z.infer<typeof ReaderView>;

/** `heldBy`: the name of another register that has it. */
export const ListedReader = ReaderView.extend({ heldBy: z.string().nullable() });
export type ListedReader = z.infer<typeof ListedReader>;

export const ConnectionView = z.strictObject({
  name: z.string(),
  mode: z.enum(["test", "live"]),
  currency: z.string(),
  /** The sandbox's own reader page, where this connection is the sandbox. */
  simulatorUrl: z.string().nullable(),
  readers: z.array(ReaderView),
});
export type ConnectionView = z.infer<typeof ConnectionView>;

/** Why a reader that this register drives itself is not connected. */
export type ReaderTrouble = ReaderProblem | "lease-held" | "no-window" | "cards-offline";

export type PickableReader = Readonly<{
  readerId: string;
  label: string;
  deviceType: string;
  status: ReaderView["status"];
  /** Another register's name, where that one has it. */
  heldBy: string | null;
  /** Whether the reader window found it; null while it has not looked. */
  isFound: boolean | null;
  isConnected: boolean;
}>;

/** What the picker shows: the way, the readers, and how the chosen one is connected. */
export type ReadersView = Readonly<{
  way: Way;
  chosenId: string | null;
  readers: readonly PickableReader[];
  isLooking: boolean;
  isConnecting: boolean;
  trouble: ReaderTrouble | null;
  /** Who has the chosen reader, with the trouble `lease-held`. */
  heldBy: string | null;
}>;
