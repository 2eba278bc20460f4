import { Advance } from "./clock-control.ts";
import type { Control } from "./control.ts";
import {
  CloseDispute,
  FailPayout,
  MoneyChange,
  OpenDispute,
  WarnOfFraud,
} from "./money-control.ts";
import { SeedYear } from "./state-control.ts";

type Handler = (control: Control, body: unknown, id: string) => unknown;

/** The clock, the money and the whole state. */
export const moneyRoutes: readonly (readonly [string, string, Handler])[] = [
  ["GET", "/clock", (control) => control.clock()],
  ["POST", "/clock/advance", (control, body) => control.advanceClock(Advance.parse(body))],
  ["POST", "/clock/freeze", (control) => control.freezeClock()],
  ["POST", "/clock/run", (control) => control.runClock()],
  ["GET", "/money", (control) => control.money()],
  ["POST", "/money", (control, body) => control.setMoney(MoneyChange.parse(body))],
  ["POST", "/payouts/run", (control) => control.payOutNow()],
  [
    "POST",
    "/payouts/:id/fail",
    (control, body, id) => control.failPayout(id, FailPayout.parse(body)),
  ],
  [
    "POST",
    "/charges/:id/dispute",
    (control, body, id) => control.openDispute(id, OpenDispute.parse(body)),
  ],
  [
    "POST",
    "/charges/:id/warn",
    (control, body, id) => control.warnOfFraud(id, WarnOfFraud.parse(body)),
  ],
  ["POST", "/charges/:id/review", (control, _body, id) => control.openReview(id)],
  ["POST", "/disputes/:id/escalate", (control, _body, id) => control.escalateDispute(id)],
  [
    "POST",
    "/disputes/:id/close",
    (control, body, id) => control.closeDispute(id, CloseDispute.parse(body)),
  ],
  ["POST", "/state/reset", (control) => control.resetState()],
  ["POST", "/state/seed-year", (control, body) => control.seedYear(SeedYear.parse(body))],
];
