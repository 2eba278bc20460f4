import type { Express, Request, Response } from "express";
import type { PaymentDeps } from "../payments/payment-deps.ts";
import { pageAfter } from "../payments/link-state.ts";
import { markPayment } from "../payments/mark-payment.ts";
import type { PaymentRow, PayLinkRow } from "../storage/rows.ts";
import type { StripeAccount } from "../stripe/accounts.ts";
import type { Answer } from "../stripe/call-stripe.ts";
import type { SessionDoor } from "../stripe/checkouts.ts";
import { embeddedJs, payCss } from "./page-files.ts";
import { cardPage, missingPage, salePage, type Sale, type Shown } from "./page-html.ts";
import { createPageRate } from "./page-rate.ts";
import { pageHeaders } from "./page-headers.ts";
import { languageOf } from "./page-words.ts";

export type PageDeps = Pick<
  PaymentDeps,
  "storage" | "accounts" | "signals" | "log" | "now" | "lanes"
>;

/** Patterns, not parameters: what is not spelt like a token is not looked up at all. */
const paths = {
  sale: /^\/pay\/([A-Za-z0-9_-]{22})$/,
  card: /^\/pay\/([A-Za-z0-9_-]{22})\/card$/,
  session: /^\/pay\/([A-Za-z0-9_-]{22})\/session$/,
  done: /^\/pay\/([A-Za-z0-9_-]{22})\/done$/,
  back: /^\/pay\/([A-Za-z0-9_-]{22})\/back$/,
} as const;

type Found = Readonly<{ link: PayLinkRow; payment: PaymentRow; account: StripeAccount }>;
type Act = (found: Found, req: Request, res: Response) => Promise<void>;

/**
 * The customer's pages of payments by link. They move no money and decide nothing: they show the
 * sale, lead to Stripe's form, and say what was last read. Who has the token may do that, and no
 * more; a token that is not ours is answered like one that never was.
 */
export function addPayPages(app: Express, deps: PageDeps): void {
  const at = (method: "get" | "post", path: RegExp, act: Act) =>
    app[method](path, (req, res) => serve(deps, act, { req, res }));
  app.use("/pay", createPageRate(deps.now));
  app.get("/pay/pay.css", (_req, res) => file(res, "text/css", payCss));
  app.get("/pay/embedded.js", (_req, res) => file(res, "text/javascript", embeddedJs));
  at("get", paths.sale, async (found, req, res) => {
    await Promise.resolve();
    show(res, found, salePage(saleOf(found, req), shownNow(found)));
  });
  at("post", paths.sale, (found, req, res) => toStripe(deps, found, { req, res }));
  at("get", paths.card, (found, req, res) => showCard(found, req, res));
  at("post", paths.session, (found, req, res) => tellSession(deps, found, { req, res }));
  at("get", paths.done, (found, req, res) => showEnd(deps, found, { req, res }));
  at("get", paths.back, async (found, req, res) => {
    await Promise.resolve();
    const shown = shownNow(found);
    show(res, found, salePage(saleOf(found, req), shown === "open" ? "back" : shown));
  });
}

type Exchange = Readonly<{ req: Request; res: Response }>;

async function serve(deps: PageDeps, act: Act, { req, res }: Exchange): Promise<void> {
  const token = (req.params as Readonly<Record<string, string>>)[0] ?? "";
  const found = await find(deps, token);
  if (found !== undefined) {
    await act(found, req, res);
    return;
  }
  res.status(404).set(pageHeaders([]));
  res.type("html").send(missingPage(languageOf(req.header("accept-language") ?? "")));
}

function find({ storage, accounts }: PageDeps, token: string): Promise<Found | undefined> {
  return storage.transaction(async (tx) => {
    const link = await tx.payLinks.selectByToken(token);
    const payment = link && (await tx.payments.select(link.paymentId));
    const account = payment && accounts.get(payment.connection);
    return account && { link, payment, account };
  });
}

function saleOf({ link, payment }: Found, req: Request): Sale {
  return { link, payment, language: languageOf(req.header("accept-language") ?? "") };
}

/** By what was last read; a page that is being closed takes nobody to Stripe any more. */
function shownNow({ link, payment }: Found): Shown {
  return link.page === "open" && payment.wantsCancel ? "closed" : link.page;
}

function show(res: Response, { account }: Found, html: string): void {
  res.set(pageHeaders(account.stripeJs.origins)).type("html").send(html);
}

/** The button: on to Stripe's page, or to ours with Stripe's form in it. */
async function toStripe(deps: PageDeps, found: Found, { req, res }: Exchange): Promise<void> {
  const { link, account } = found;
  const home = `/pay/${link.token}`;
  if (shownNow(found) !== "open") res.set(pageHeaders([])).redirect(303, home);
  else if (account.checkoutForm === "embedded")
    res.set(pageHeaders([])).redirect(303, `${home}/card`);
  else {
    const door = await openDoor(deps, found);
    const url = door.kind === "ok" ? door.value.url : null;
    if (door.kind !== "ok") show(res, found, salePage(saleOf(found, req), "unsure"));
    else res.set(pageHeaders([])).redirect(303, url ?? `${home}/done`);
  }
}

function showCard(found: Found, req: Request, res: Response): Promise<void> {
  const { link, account } = found;
  const { scriptUrl, publishableKey } = account.stripeJs;
  if (shownNow(found) !== "open" || publishableKey === null) {
    res.set(pageHeaders([])).redirect(303, `/pay/${link.token}`);
  } else show(res, found, cardPage(saleOf(found, req), { scriptUrl, publishableKey }));
  return Promise.resolve();
}

/** For Stripe.js: the secret of this one session, null where it is not open any more. */
async function tellSession(deps: PageDeps, found: Found, { res }: Exchange): Promise<void> {
  const door = await openDoor(deps, found);
  res.set(pageHeaders([]));
  if (door.kind !== "ok") res.status(503).json({ refusal: "stripe-unreachable" });
  else res.json({ clientSecret: door.value.status === "open" ? door.value.clientSecret : null });
}

/** Back from Stripe: asked anew, whatever the address says, and the till hears of it at once. */
async function showEnd(deps: PageDeps, found: Found, { req, res }: Exchange): Promise<void> {
  const { storage, signals, lanes } = deps;
  const { payment, account } = found;
  await storage.transaction((tx) => markPayment(tx, payment, { source: "poll" }));
  signals.stale();
  const read = await lanes.run(`page ${payment.paymentId}`, () => readDoor(found, account));
  const shown = read.kind === "ok" ? read.value : "unsure";
  show(res, found, salePage(saleOf(found, req), shown));
}

/** One look at Stripe at a time for each page, however often somebody presses. */
function openDoor(
  { lanes, log }: PageDeps,
  { link, account }: Found,
): Promise<Answer<SessionDoor>> {
  const { paymentId, sessionId } = link;
  return lanes.run(`page ${paymentId}`, async () => {
    if (sessionId === null) return { kind: "unknown", why: "the session is being made" };
    const answer = await account.checkouts.door(sessionId);
    if (answer.kind !== "ok")
      log.warn("a page could not be opened", { paymentId, why: answer.why });
    return answer;
  });
}

async function readDoor({ link }: Found, account: StripeAccount): Promise<Answer<Shown>> {
  if (link.sessionId === null) return { kind: "ok", value: link.page };
  const answer = await account.checkouts.read(link.sessionId);
  if (answer.kind !== "ok") return answer;
  const page = pageAfter(answer.value);
  return { kind: "ok", value: page === "open" ? "back" : page };
}

function file(res: Response, type: string, text: string): void {
  res.set(pageHeaders([])).type(type).send(text);
}
