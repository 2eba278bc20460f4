import type { CertificateView } from "../../contract/certificate-views.ts";
import { Currency, money, toDecimal } from "../../contract/money.ts";
import { factWords } from "./fact-words.ts";

/** A page that stands alone: no script, nothing from elsewhere, readable as text. */
export function certificatePage(certificate: CertificateView): string {
  const { paymentId, saleId, stripe, verified, states, entries, head, witness } = certificate;
  const amount = toDecimal(
    money(certificate.amountMinor + certificate.tipMinor, Currency.parse(certificate.currency)),
  );
  const facts = [
    ["Amount, tip included", `${amount} ${certificate.currency}`],
    ["State", certificate.phase],
    ["Register", certificate.registerId],
    ["Sale", saleId],
    ["stripe_payment_intent_id", stripe.paymentIntentId ?? "none"],
    ["Charges", stripe.chargeIds.join(", ") || "none"],
    ["Connection, reader", `${stripe.connection}, ${stripe.readerId}`],
    ...stripe.refunds.map((refund) => [
      `Refund ${refund.refundId}`,
      [refund.stripeRefundId, refund.state, refund.failureReason].filter(Boolean).join(", "),
    ]),
    ["Head of the book", `${head.seq} ${head.hash}`],
    ["Witness", witness === null ? "none" : `${witness.seq} ${witness.hash}`],
  ];
  const verdict = verified.isVerified
    ? `Verified: ${verified.links} seals from its first entry to the head.`
    : `Not verified: ${verified.reason ?? ""}`;
  return [
    `<!doctype html><html lang="en"><meta charset="utf-8">`,
    `<title>Certificate of ${escape(paymentId)}</title><style>${style}</style>`,
    `<h1>Certificate of ${escape(paymentId)}</h1>`,
    `<p><b>${escape(verdict)}</b> Made ${timeOf(certificate.madeAtMs)}.</p>`,
    table(["", ""], facts),
    `<h2>What was seen</h2>`,
    table(
      ["When", "Source", "What", "Detail", "Counted"],
      states.map(({ atMs, source, what, detail, counted }) => [
        ...[timeOf(atMs), source, factWords(what), detail],
        counted ? "yes" : "changed nothing",
      ]),
    ),
    `<h2>Ledger entries</h2>`,
    table(
      ["Entry", "When", "Kind", "Seals: before, own, after"],
      entries.map(({ seq, atMs, type, previousHash, hash, nextHash }) => [
        ...[String(seq), timeOf(atMs), type],
        [previousHash, hash, nextHash ?? "head"].join(" "),
      ]),
    ),
    ...entries.map(({ content }) => `<pre>${escape(content)}</pre>`),
    `</html>\n`,
  ].join("\n");
}

const style =
  "body{font:15px/1.5 system-ui;margin:2rem auto;max-width:60rem}" +
  "table{border-collapse:collapse}td,th{border:1px solid;padding:.3rem;text-align:start;" +
  "overflow-wrap:anywhere}pre{white-space:pre-wrap;overflow-wrap:anywhere}";

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (name: string) => (text: string) => `<${name}>${escape(text)}</${name}>`;
  const line = (texts: readonly string[], name: string) =>
    `<tr>${texts.map(cells(name)).join("")}</tr>`;
  const lines = [line(heads, "th"), ...rows.map((row) => line(row, "td"))];
  return `<table>${lines.join("\n")}</table>`;
}

function timeOf(atMs: number): string {
  return new Intl.DateTimeFormat("sv-SE", {
    ...{ dateStyle: "short", timeStyle: "medium", timeZone: "UTC" },
  })
    .format(atMs)
    .concat(" UTC");
}

function escape(text: string): string {
  const marks: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  return text.replaceAll(/[&<>]/g, (mark) => marks[mark] ?? mark);
}
