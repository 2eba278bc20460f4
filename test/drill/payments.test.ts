import { describe, expect, it } from "vitest";
import { drillCell } from "./payments.ts";

/** The whole table is `npm run drill -- payments`; kills in a charge stand in test/faults. */
const cells = [
  { flow: "decline and retry", step: "authorised-read" },
  { flow: "cancel", step: "send-answered" },
  { flow: "link", step: "session-created" },
  { flow: "link closed", step: "session-expired" },
  { flow: "link paid as it is closed", step: "object-read" },
  { flow: "link expired", step: "mail-inserted" },
  { flow: "refund", step: "refund-answered" },
  { flow: "direct charge", step: "intent-created" },
  { flow: "direct decline and retry", step: "authorised-committed" },
  { flow: "direct cancel", step: "mail-pushed" },
  { flow: "split", step: "part-committed" },
  { flow: "split with vouchers", step: "part-committed" },
  { flow: "split by two cards", step: "authorised-read" },
  { flow: "void of a part", step: "void-answered" },
  { flow: "parts given up", step: "instruction-stored" },
  { flow: "larger hold", step: "raise-answered" },
  { flow: "void a sale", step: "void-committed" },
  { flow: "tip on the slip", step: "tip-committed" },
  { flow: "refund of a part", step: "refund-answered" },
  { flow: "refund by Interac", step: "send-answered" },
  { flow: "direct refund by Interac", step: "start-stored" },
] as const;

describe("kill -9 in the flows beside a plain charge", () => {
  it.each(cells)(
    "F1: $flow, killed at $step, leaves both books the same",
    async ({ flow, step }) => {
      expect(await drillCell(flow, step)).toEqual({ flow, step, died: true, faults: [] });
    },
    180_000,
  );
});
