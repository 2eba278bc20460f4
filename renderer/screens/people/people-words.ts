import type { ActivityView } from "../../../contract/people-views.ts";

/** What the people screen says. */
export const peopleWords = {
  title: "People",
  subtitle: "Names stand outside the ledger: a changed name is changed on every receipt.",
  name: "Name",
  role: "Role",
  state: "State",
  pin: "Whose PIN",
  add: "Add",
  addTitle: "Add somebody",
  newPin: "PIN, 4 to 8 digits",
  active: "Active",
  gone: "Left",
  locked: "Locked",
  wrongPins: (count: number) => `${count} wrong ${count === 1 ? "PIN" : "PINs"}`,
  unlock: "Unlock",
  leave: "Has left",
  comeBack: "Is back",
  setPin: "Set PIN",
  activity: "Risky acts",
  mayNotSee: "A manager sees the log of risky acts here.",
  noActs: "Nothing yet.",
  approvedBy: (name: string) => `approved by ${name}`,
} as const;

const whats: Readonly<Record<string, string>> = {
  "user-changed": "User changed",
  "user-signed-in": "Signed in",
  "user-signed-out": "Signed out",
  "sign-in-failed": "Wrong PIN",
  "user-locked": "User locked",
  "override-granted": "Approved",
  "override-used": "Approval used",
  "refund-started": "Refund asked for",
  "refund-paid": "Refund paid",
  "sale-voided": "Sale given up",
  "lines-voided": "Taken off a sale",
  "session-opened": "Drawer taken over",
  "session-closed": "Drawer closed",
  "cash-moved": "Cash moved",
  "no-sale": "No sale",
  "drawer-opened": "Drawer opened",
  "receipt-reprinted": "Receipt reprinted",
  "configuration-changed": "Settings changed",
  "clock-jumped": "Clock went back",
  "training-started": "Training began",
  "training-ended": "Training ended",
  "day-closed": "Day closed",
  correction: "Correction",
};

/** Our own entries have words; one of a newer register shows its kind. */
export function activityWords({ what }: ActivityView): string {
  return whats[what] ?? what;
}
