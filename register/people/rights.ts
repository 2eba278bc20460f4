import type { Command } from "../../contract/commands.ts";
import type { Role } from "../../contract/roles.ts";

/** `needs-approval`: a manager says yes in place, to this one act. */
export type Right = "allowed" | "needs-approval" | "denied";

/** What a shop sets otherwise than the house. */
export type RightSettings = Partial<Record<Role, Partial<Record<Command, Right>>>>;

type RightsOfRole = Partial<Record<Command, Right>>;

/** The house's rights: what is not named here everybody at the till may do. */
const byRole: Readonly<Record<Role, RightsOfRole>> = {
  clerk: {
    "payments.refund": "needs-approval",
    "refunds.pay": "needs-approval",
    // Whether the card was charged, nobody knows yet.
    "payments.replace-by-cash": "needs-approval",
    "payments.void": "needs-approval",
    "payments.let-go": "needs-approval",
    "payments.accept": "needs-approval",
    // It says what the drawer should hold, and a clerk counts blind.
    "day.x-report": "needs-approval",
    "day.explain-x": "needs-approval",
    "day.move-cash": "needs-approval",
    "day.no-sale": "needs-approval",
    "day.close": "needs-approval",
    "day.start-training": "needs-approval",
    "sales.void-parked": "needs-approval",
    "sales.override-price": "needs-approval",
    "holds.release": "needs-approval",
    "holds.accept-late": "needs-approval",
    "customers.erase": "denied",
    "ledger.correct": "needs-approval",
    "transfer.import-products": "needs-approval",
    "transfer.export": "needs-approval",
    "people.add": "denied",
    "people.change": "denied",
    "people.set-pin": "denied",
    "people.unlock": "denied",
    "people.activity": "denied",
  },
  manager: {},
  // Who sets the till up handles no money.
  installer: {
    "payments.refund": "denied",
    "refunds.pay": "denied",
    "refunds.cancel": "denied",
    "payments.replace-by-cash": "denied",
    "ledger.correct": "denied",
    "day.open-session": "denied",
    "day.move-cash": "denied",
    "day.no-sale": "denied",
    "day.close-session": "denied",
    "day.close": "denied",
    "sales.pay-cash": "denied",
    "payments.charge": "denied",
    "payments.start-link": "denied",
    "payments.raise": "denied",
    "payments.take-cash": "denied",
    "payments.take-other": "denied",
    "payments.take-back": "denied",
    "payments.void": "denied",
    "payments.add-tip": "denied",
    "payments.let-go": "denied",
    "payments.accept": "denied",
    "sales.give-up": "denied",
    "credit.top-up": "denied",
    "credit.charge-top-up": "denied",
    "credit.pay": "denied",
    "holds.release": "denied",
    "holds.accept-late": "denied",
  },
};

/** While the till is locked only these are answered: who is there, and the way in. */
export const openWhileLocked: readonly Command[] = [
  "register.view",
  "people.list",
  "people.sign-in",
  "display.wear",
];

export function rightOf(settings: RightSettings, role: Role, command: Command): Right {
  return settings[role]?.[command] ?? byRole[role][command] ?? "allowed";
}
