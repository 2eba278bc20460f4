import { RefundId } from "../../contract/ids.ts";
import type { Shop } from "./shop.ts";
import type { SimRegister } from "./sim-register.ts";

export function requestedRefunds({ db }: SimRegister): readonly RefundId[] {
  const select = db.prepare<[], string>("SELECT refund_id FROM refund WHERE state = 'requested'");
  return select
    .pluck()
    .all()
    .map((refundId) => RefundId.parse(refundId));
}

export const isRefunding = (register: SimRegister) => requestedRefunds(register).length > 0;

/** Nothing is open and nothing is under way: the rest of the minute would be silence. */
export function isAtRest(shop: Shop): boolean {
  const isOpen = (register: SimRegister) =>
    countOf(register.db, "payment WHERE phase NOT IN ('cancelled', 'captured')") > 0;
  const isDown = ({ isUp }: Pick<SimRegister, "isUp">) => !isUp();
  const programs = [shop.relay, ...shop.registers];
  return !programs.some(isDown) && !shop.registers.some(isOpen) && !isUnderWay(shop);
}

export function isUnderWay({ relay, registers }: Shop): boolean {
  const unacked = "SELECT coalesce(sum(head_seq - acked_seq), 0) FROM mailbox";
  return (
    registers.some(({ db }) => countOf(db, "outbox WHERE refused IS NULL") > 0) ||
    registers.some(isRefunding) ||
    countOf(relay.db, "stale_object") > 0 ||
    countOf(relay.db, "instruction WHERE state = 'stored'") > 0 ||
    (relay.db.prepare<[], number>(unacked).pluck().get() ?? 0) > 0
  );
}

function countOf(db: SimRegister["db"], from: string): number {
  return db.prepare<[], number>(`SELECT count(*) FROM ${from}`).pluck().get() ?? 0;
}
