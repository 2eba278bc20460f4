import type { Input } from "../../contract/commands.ts";
import { exponentOf, minorOf } from "../../contract/money.ts";
import type { ShopView } from "../../contract/views.ts";
import type { Recorded } from "../../ledger/ledger.ts";
import type { SaleCompleted } from "../../ledger/ledger-entry.ts";
import { recordedOf } from "../../ledger/register-chain.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { foldText } from "../catalog/search-text.ts";
import { isSale } from "./pay-cash.ts";

type Query = Readonly<{
  term: string;
  receiptCount: number;
  totalMinor: number;
  from: string;
  to: string;
  fromMs: number;
  toMs: number;
  beforeSeq: number;
  limit: number;
}>;

/** A name's beginning may fit half a town: so many customers are looked at. */
const MAX_CUSTOMERS = 500;

/** Each kind of thing that the text may be is a range of an index; none reads sales one by one. */
const within = "seq < :beforeSeq AND at_ms >= :fromMs AND at_ms < :toMs";
const named = `customer_id IN (SELECT customer_id FROM customer_word
  WHERE word >= :from AND word < :to LIMIT ${MAX_CUSTOMERS})`;
const ofTerm = "JOIN sale_listed USING (seq) WHERE term = :term";
const page = "ORDER BY seq DESC LIMIT :limit";
const foundSql = `SELECT seq FROM (
    SELECT * FROM (SELECT seq FROM sale_listed WHERE receipt_count = :receiptCount AND ${within})
    UNION SELECT * FROM (SELECT seq FROM sale_term ${ofTerm} AND ${within} ${page})
    UNION SELECT * FROM (SELECT seq FROM sale_listed
      WHERE total_minor = :totalMinor AND ${within} ${page})
    UNION SELECT * FROM (SELECT seq FROM sale_listed
      WHERE customer_id IS NOT NULL AND ${named} AND ${within} ${page})
  ) ${page}`;

const NONE = -1;
const EVER = Number.MAX_SAFE_INTEGER;

export type FindSales = (asked: Input<"sales.find">) => readonly Recorded<SaleCompleted>[];

/** Completed sales by what people know of them; without a text all of the time asked for. */
export function openFindSales(
  db: Database,
  { shop, registerNumber }: Readonly<{ shop: ShopView; registerNumber: number }>,
): FindSales {
  const selectFound = db.prepare<Query, number>(foundSql).pluck();
  const selectAll = db
    .prepare<Pick<Query, "fromMs" | "toMs" | "beforeSeq" | "limit">, number>(
      `SELECT seq FROM sale_listed WHERE ${within} ${page}`,
    )
    .pluck();
  const selectEntry = db.prepare<[number], { seq: number; content: string; hash: string }>(
    "SELECT seq, content, hash FROM ledger WHERE seq = ?",
  );
  const exponent = exponentOf(shop.currency);

  return ({ text, limit, ...asked }) => {
    const fromMs = asked.fromMs ?? 0;
    const range = { fromMs, toMs: asked.toMs ?? EVER, beforeSeq: asked.beforeSeq ?? EVER, limit };
    const trimmed = text.trim();
    const seqs =
      trimmed === ""
        ? selectAll.all(range)
        : selectFound.all({ ...range, ...termsOf(trimmed, registerNumber, exponent) });
    return seqs.flatMap((seq) => {
      const row = selectEntry.get(seq);
      const recorded = row && recordedOf(row);
      return recorded && isSale(recorded) ? [recorded] : [];
    });
  };
}

/** One text may be several things: 4242 is a receipt, an amount, and a card's last four. */
function termsOf(text: string, registerNumber: number, exponent: number) {
  const [, ofRegister, ofReceipt] = /^(?:(\d{1,6})-)?(\d{1,9})$/.exec(text) ?? [];
  const isOurs = ofRegister === undefined || Number(ofRegister) === registerNumber;
  const from = foldText(text).split(" ")[0] ?? "";
  return {
    term: text.toLowerCase(),
    receiptCount: ofReceipt !== undefined && isOurs ? Number(ofReceipt) : NONE,
    totalMinor: minorOf(text.replace(",", "."), exponent) ?? NONE,
    // A text without any word would be the beginning of every name.
    from: from === "" ? "\u{10FFFF}" : from,
    to: `${from}\u{10FFFF}`,
  };
}
