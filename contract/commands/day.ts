import { z } from "zod";
import { CountId } from "../ids.ts";
import { MAX_MINOR, MoneySchema } from "../money.ts";
import type {
  ComparedView,
  CountView,
  DayView,
  ExplainedView,
  PeriodView,
  RebuiltZView,
  ZReportView,
  ZSummary,
} from "../day-views.ts";
import { view } from "./command.ts";

/** Each value once; a value that is not named was not there. */
const Denominations = z
  .array(
    z.strictObject({
      minor: z.int().min(1).max(MAX_MINOR),
      count: z.int().min(0).max(99_999),
    }),
  )
  .max(40)
  .refine((list) => new Set(list.map(({ minor }) => minor)).size === list.length, "a value twice");
const Reason = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]*$/u, "no control characters");
const ZNumber = z.int().min(1);

/**
 * `figures` are names of the report's own paths (`sales.takenMinor`, `tenders[cash].count`; see
 * docs/ledger.md), each with a minus before it or without: together they are one number of a screen.
 * `after` is the number of the last entry that was seen, 0 to begin.
 */
const Explaining = {
  figures: z.array(z.string().min(1).max(200)).min(1).max(40),
  after: z.int().min(0),
  limit: z.int().min(1).max(200),
};
const ZOrPeriod = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("z"), zNumber: ZNumber }),
  z.strictObject({ kind: z.literal("period"), fromZ: ZNumber, toZ: ZNumber }),
]);

/** The drawer and the day: sessions, cash that is no sale, counts, and the Z. */
export const dayCommands = {
  "day.view": {
    input: z.strictObject({}),
    output: view<DayView>(),
    refusals: [],
    from: ["till", "tool"],
  },
  /** Takes the drawer over. `fromSafe` is what was put to what lay in it before counting. */
  "day.open-session": {
    input: z.strictObject({
      denominations: Denominations,
      // Less than nothing would explain away what is missing.
      fromSafe: MoneySchema.refine(({ minor }) => minor >= 0, "less than nothing"),
    }),
    output: view<DayView>(),
    refusals: ["session-open", "unknown-denomination", "currency-mismatch", "too-much-cash"],
    from: ["till", "tool"],
  },
  /** Cash in or out of the drawer that is no sale. */
  "day.move-cash": {
    input: z.strictObject({
      direction: z.enum(["in", "out"]),
      amount: MoneySchema,
      reason: Reason,
      counterAccount: z.enum(["safe", "bank", "petty", "float"]),
    }),
    output: view<DayView>(),
    refusals: ["session-not-open", "currency-mismatch", "nothing-to-move", "drawer-short"],
    from: ["till", "tool"],
  },
  /** Opens the drawer without a sale. */
  "day.no-sale": {
    input: z.strictObject({ reason: Reason }),
    output: view<DayView>(),
    refusals: ["session-not-open"],
    from: ["till"],
  },
  /** Counts the drawer blind: the answer says what was counted, not what was expected. */
  "day.count": {
    input: z.strictObject({ denominations: Denominations }),
    output: view<CountView>(),
    refusals: ["session-not-open", "unknown-denomination", "too-much-cash"],
    from: ["till", "tool"],
  },
  /** What the drawer should have held at a count that stands in the book. A recount is kept, too. */
  "day.compare": {
    input: z.strictObject({ countId: CountId }),
    output: view<ComparedView>(),
    refusals: ["session-not-open", "count-not-found", "count-outdated"],
    from: ["till", "tool"],
  },
  /** Closes the drawer by one of its counts; over a limit a manager says yes. */
  "day.close-session": {
    input: z.strictObject({ countId: CountId, toSafe: MoneySchema }),
    output: view<DayView>(),
    refusals: [
      "session-not-open",
      "count-not-found",
      "count-outdated",
      "currency-mismatch",
      "drawer-short",
      "payment-in-progress",
    ],
    from: ["till", "tool"],
  },
  /**
   * Closes the day: one entry, the Z, with the next number, and the open session with it. `close`
   * is null where no session is open.
   */
  "day.close": {
    input: z.strictObject({
      close: z.strictObject({ countId: CountId, toSafe: MoneySchema }).nullable(),
    }),
    output: view<ZReportView>(),
    refusals: [
      "session-open",
      "session-not-open",
      "count-not-found",
      "count-outdated",
      "currency-mismatch",
      "drawer-short",
      "payment-in-progress",
      "training",
    ],
    from: ["till", "tool"],
  },
  /** Newest first; `beforeNumber` continues a list. */
  "day.z-list": {
    input: z.strictObject({
      beforeNumber: ZNumber.nullable(),
      limit: z.int().min(1).max(100),
    }),
    output: view<readonly ZSummary[]>(),
    refusals: [],
    from: ["till", "tool"],
  },
  "day.z-report": {
    input: z.strictObject({ zNumber: ZNumber }),
    output: view<ZReportView>(),
    refusals: ["z-not-found"],
    from: ["till", "tool"],
  },
  /** Adds a Z up again from its entries. */
  "day.rebuild-z": {
    input: z.strictObject({ zNumber: ZNumber }),
    output: view<RebuiltZView>(),
    refusals: ["z-not-found"],
    from: ["till", "tool"],
  },
  /** Adds Z reports up, both named ones included. */
  "day.period": {
    input: z.strictObject({ fromZ: ZNumber, toZ: ZNumber }),
    output: view<PeriodView>(),
    refusals: ["z-not-found"],
    from: ["till", "tool"],
  },
  /** The entries that make a figure of a Z, or the Zs that make one of a period or a perpetual sum. */
  "day.explain": {
    input: z.strictObject({ of: ZOrPeriod, ...Explaining }),
    output: view<ExplainedView>(),
    refusals: ["figure-not-found", "z-not-found"],
    from: ["till", "tool"],
  },
  /**
   * The same of an X, as it stood after entry `lastSeq`. It says what the drawer should hold, so
   * who may not see an X by himself may not ask this.
   */
  "day.explain-x": {
    input: z.strictObject({ lastSeq: z.int().min(0), ...Explaining }),
    output: view<ExplainedView>(),
    refusals: ["figure-not-found", "entry-not-found"],
    from: ["till", "tool"],
  },
  /** Practice: sales that move no money and stand in no report. */
  "day.start-training": {
    input: z.strictObject({}),
    output: view<DayView>(),
    refusals: ["training", "sale-not-empty"],
    from: ["till"],
  },
  "day.end-training": {
    input: z.strictObject({}),
    output: view<DayView>(),
    refusals: ["not-training"],
    from: ["till"],
  },
} as const;
