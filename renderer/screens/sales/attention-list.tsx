import { TriangleAlert } from "lucide-react";
import type { AttentionItem } from "../../../contract/attention-views.ts";
import { openAttention } from "../../actions/misfit.ts";
import { attentionWords } from "../../format/attention-words.ts";
import { formatAmount } from "../../format/format-money.ts";
import { salesWords } from "./sales-words.ts";

/** What needs a person, over the sales; each opens the sale in which it can be dealt with. */
export function AttentionList({ items }: Readonly<{ items: readonly AttentionItem[] }>) {
  if (items.length === 0) return null;
  return (
    <section className="attention-list" aria-label={salesWords.attention.title}>
      <h2 className="label">{salesWords.attention.title}</h2>
      {items.map((item) => (
        <Item key={keyOf(item)} item={item} />
      ))}
    </section>
  );
}

function Item({ item }: Readonly<{ item: AttentionItem }>) {
  const code = item.kind === "refund-failed" ? item.reason : item.code;
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        openAttention(item);
      }}
    >
      <TriangleAlert aria-hidden="true" />
      <span className="grow">{wordsOf(item)}</span>
      <span className="code">{code}</span>
    </button>
  );
}

function keyOf(item: AttentionItem): string {
  if (item.kind === "sums-rebuilt") return String(item.seq);
  return item.kind === "refund-failed" ? item.refundId : item.paymentId;
}

function wordsOf(item: AttentionItem): string {
  switch (item.kind) {
    case "refund-failed":
      return salesWords.attention.refund(formatAmount(item.amount), item.receiptNumber);
    case "payment":
      return attentionWords(item.code);
    case "instruction-refused":
      return salesWords.attention.refused;
    case "sums-rebuilt":
      return salesWords.attention.sums;
  }
}
