import { Currency, money, toDecimal } from "../../contract/money.ts";
import type { PageState, PaymentRow, PayLinkRow } from "../storage/rows.ts";
import { directionOf, wordsOf, type Language, type PageWords } from "./page-words.ts";

/** What a page is about: `unsure` where Stripe could not be asked, `back` where nobody paid. */
export type Shown = PageState | "back" | "unsure";

export type Sale = Readonly<{
  link: PayLinkRow;
  payment: PaymentRow;
  language: Language;
}>;

type Embedded = Readonly<{ scriptUrl: string; publishableKey: string }>;

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => escapes[letter] ?? "");
}

/** Money in the page's language. */
export function formatMinor(minor: number, currency: string, language: Language): string {
  const decimal = toDecimal(money(minor, Currency.parse(currency)));
  const format = new Intl.NumberFormat(language, { style: "currency", currency });
  return format.format(Number(decimal));
}

/** The sale, and what can be done about it now. Works without JavaScript. */
export function salePage(sale: Sale, shown: Shown): string {
  const { link, language } = sale;
  const words = wordsOf(language);
  const title = filled(words.title, { shop: link.shopName });
  return document(language, { title, body: `${summary(sale, words)}${stateOf(sale, shown)}` });
}

/** The sale with Stripe's own form in it. */
export function cardPage(sale: Sale, { scriptUrl, publishableKey }: Embedded): string {
  const { link, language } = sale;
  const words = wordsOf(language);
  const data = `data-key="${escapeHtml(publishableKey)}" data-at="/pay/${link.token}"`;
  const body = `${summary(sale, words)}
    <div id="checkout" ${data}></div>
    <p id="trouble" class="note" role="alert" hidden>${escapeHtml(words.unsure)}</p>
    <noscript><p class="note">${escapeHtml(words.needsScript)}</p></noscript>
    <p class="meta">${escapeHtml(words.secure)}</p>
    <script src="${escapeHtml(scriptUrl)}" defer></script>
    <script src="/pay/embedded.js" defer></script>`;
  return document(language, { title: filled(words.title, { shop: link.shopName }), body });
}

export function missingPage(language: Language): string {
  const words = wordsOf(language);
  return document(language, {
    title: words.missingTitle,
    body: state("closed", words.missingTitle, words.missing),
  });
}

function summary({ link, payment, language }: Sale, words: PageWords): string {
  const currency = payment.currency ?? "EUR";
  const figure = (minor: number) => escapeHtml(formatMinor(minor, currency, language));
  const lines = link.lines.map(({ name: listed, kind, quantity, totalMinor }) => {
    const name = kind === undefined ? listed : words[kind];
    const pieces = filled(words.pieces, { count: String(quantity) });
    const count = quantity > 1 ? ` <small>${escapeHtml(pieces)}</small>` : "";
    const what = `<span dir="auto">${escapeHtml(name)}${count}</span>`;
    return `<li>${what}<span class="num">${figure(totalMinor)}</span></li>`;
  });
  return `<header><h1><bdi>${escapeHtml(link.shopName)}</bdi></h1></header>
    <ul class="lines">${lines.join("")}</ul>
    <p class="total"><span>${escapeHtml(words.total)}</span>
      <b class="num">${figure(payment.amountMinor ?? 0)}</b></p>`;
}

function stateOf({ link, language }: Sale, shown: Shown): string {
  const words = wordsOf(language);
  switch (shown) {
    case "open":
      return form(link, words);
    case "back":
      return `<p class="note" role="status">${escapeHtml(words.back)}</p>${form(link, words)}`;
    case "paid":
      return state("paid", words.paidTitle, filled(words.paid, { shop: link.shopName }));
    case "closed":
      return state("closed", words.closedTitle, words.closed);
    case "pending":
      return `${state("pending", words.pendingTitle, words.pending)}${lookAgain(link, words)}`;
    case "unsure":
      return `${state("pending", words.unsureTitle, words.unsure)}${lookAgain(link, words)}`;
  }
}

function form({ token }: PayLinkRow, words: PageWords): string {
  return `<form method="post" action="/pay/${token}">
      <button class="pay">${escapeHtml(words.pay)}</button>
    </form>
    <p class="meta">${escapeHtml(words.secure)}</p>`;
}

function lookAgain({ token }: PayLinkRow, words: PageWords): string {
  return `<p><a class="again" href="/pay/${token}/done">${escapeHtml(words.again)}</a></p>`;
}

function state(kind: PageState, title: string, text: string): string {
  return `<section class="state ${kind}" role="status">
      <h2>${escapeHtml(title)}</h2><p>${escapeHtml(text)}</p></section>`;
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

type Content = Readonly<{ title: string; body: string }>;

function document(language: Language, { title, body }: Content): string {
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex">
  <meta name="color-scheme" content="light dark">
  <title>${escapeHtml(title)}</title>
  <link rel="stylesheet" href="/pay/pay.css">
</head>
<body><main>${body}</main></body>
</html>
`;
}
