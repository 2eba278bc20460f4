import type { Command } from "../../contract/commands.ts";

/** What a manager is asked to approve, as the clerk would say it. */
const acts: Partial<Record<Command, string>> = {
  "payments.refund": "Refund this sale",
  "refunds.pay": "Give money back",
  "payments.replace-by-cash": "Take cash for an unknown card payment",
  "day.move-cash": "Move cash in or out",
  "day.no-sale": "Open the drawer without a sale",
  "day.open-session": "Open the drawer with a difference",
  "day.close-session": "Close the drawer",
  "day.close": "Close the day",
  "day.start-training": "Start training",
  "sales.void-parked": "Give a parked sale up",
  "credit.top-up": "Give credit away",
};

export function actWords(command: Command): string {
  return acts[command] ?? command;
}
