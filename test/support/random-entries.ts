import { openActs, sell, taxed, type Acts, type Book } from "./random-sales.ts";

/** Days of a shop to which everything happens that a report tells of, drawn at random. */
const currency = "EUR";
const userId = "user_mia";
const digest = "a".repeat(64);

function refundAtTill(acts: Acts): void {
  const { draw, id, one, some, write } = acts;
  const { saleId, lines } = sell(acts);
  const [line] = lines;
  if (line === undefined) return;
  const amountMinor = some(line.netMinor + line.taxMinor);
  write({
    ...{ type: "refund-paid", refundId: id("refund"), saleId, originRegisterId: null },
    ...{ reservationId: null, userId, approval: null, reason: "damaged", currency },
    lines: [{ lineId: line.lineId, quantity: 0, amountMinor }],
    ...{ taxes: [taxed(acts, amountMinor)], amountMinor, roundingMinor: draw(5) - 2 },
    to: one<object>(
      { tender: "cash" },
      { tender: "store-credit", accountId: "credit_1" },
      { tender: "other", name: "Voucher", reference: null },
    ),
  });
}

/** To a card: taken on, taken back later perhaps, or never taken on; or of a payment replaced. */
function refundToCard(acts: Acts): void {
  const { draw, id, late, one, some, write } = acts;
  const [paymentId, refundId] = [id("pay"), id("refund")];
  const tipMinor = some(200);
  const ofCard = { paymentId, connection: "main" };
  const card = { ...ofCard, intentId: "pi_1", brand: null, last4: null, readMethod: null };
  const { saleId, totalMinor } = sell(acts, {
    tenders: (amountMinor) => [{ tender: "card", amountMinor, tipMinor, ...card, emv: null }],
  });
  const goodsMinor = some(totalMinor);
  const isReplaced = draw(5) === 0 ? { isReplaced: true } : {};
  const ofRefund = { refundId, saleId, currency, ...isReplaced };
  const amountMinor = goodsMinor + ("isReplaced" in isReplaced ? 0 : tipMinor);
  const fact = () => ({
    ...{ ...ofRefund, ...ofCard, stripeRefundId: "re_1", amountMinor },
    ...("isReplaced" in isReplaced
      ? { tipMinor: 0, taxes: [] }
      : { tipMinor, taxes: [taxed(acts, goodsMinor)] }),
    ...(draw(3) === 0 && { tender: "link" }),
    ...late(),
  });
  const failed = (wasAccepted: boolean) => ({
    ...{ type: "refund-failed", ...fact(), reason: "lost", wasAccepted },
  });
  const accepted = { type: "refund-accepted", ...fact() };
  const ends = one<readonly object[]>([], [accepted], [accepted, failed(true)], [failed(false)]);
  write({ type: "refund-started", ...ofRefund, paymentId, userId, amountMinor }, ...ends);
}

function voidHold(acts: Acts): void {
  const { late, some, write } = acts;
  const { saleId, totalMinor } = sell(acts);
  const goodsMinor = some(totalMinor);
  write({
    ...{ type: "payment-voided", paymentId: acts.id("pay"), saleId, userId, connection: "main" },
    ...{ intentId: "pi_1", reason: "wrong sale", amountMinor: goodsMinor, tipMinor: 0, currency },
    ...{ taxes: [taxed(acts, goodsMinor)], ...late() },
  });
}

/** A drawer's session, whole or a piece of it: a Z may fall into its middle. */
function useDrawer({ draw, id, one, some, write }: Acts): void {
  const ofSession = { sessionId: one("session_1", "session_2", id("session")), userId, currency };
  const [expectedMinor, fromSafeMinor, differenceMinor] = [some(9_000), some(900), draw(9) - 4];
  const floatMinor = Math.max(0, expectedMinor + fromSafeMinor + differenceMinor);
  const countedMinor = some(20_000);
  const counted = { type: "drawer-counted", ...ofSession, denominations: [], countedMinor };
  const moved = { type: "cash-moved", moveId: id("move"), ...ofSession, reason: "milk" };
  write(
    {
      ...{ type: "session-opened", ...ofSession, expectedMinor, fromSafeMinor, floatMinor },
      differenceMinor: floatMinor - expectedMinor - fromSafeMinor,
      denominations: [],
    },
    {
      ...{ ...moved, direction: one("in", "out"), amountMinor: 1 + some(900) },
      counterAccount: one("safe", "bank", "petty", "float"),
    },
    ...Array.from({ length: draw(3) }, (_, index) => ({
      ...{ ...counted, countId: id("count"), countNumber: index + 1 },
    })),
  );
  if (draw(3) === 0) return;
  write({
    ...{ type: "session-closed", ...ofSession, countId: id("count"), expectedMinor },
    ...{ countedMinor, overShortMinor: countedMinor - expectedMinor },
    toSafeMinor: some(countedMinor),
  });
}

function moveNoGoods({ id, late, one, some, write }: Acts): void {
  const amountMinor = 1 + some(5_000);
  const ofUser = { userId, approval: null, reason: "as it was" };
  const ofHold = { paymentId: id("pay"), saleId: id("sale"), currency };
  const ofPayment = { ...ofHold, connection: "main" };
  const cash = { tender: "cash", amountMinor, givenMinor: amountMinor, changeMinor: 0 };
  const ofPart = { saleId: id("sale"), partId: id("pay"), userId, currency, tender: cash };
  const accounts = ["assets:drawer:cash", "liabilities:tax:A:2300", "expenses:over-short"] as const;
  const topUp = one<object>(
    { tender: "cash" },
    { tender: "card", connection: "main", paymentId: id("pay"), intentId: "pi_1" },
    { tender: "other", name: "Voucher", reference: null },
    { tender: "goodwill", reason: "sorry", approval: null },
  );
  write(
    ...one<readonly object[]>(
      [
        {
          ...{ type: "credit-topped-up", topUpId: id("topup"), accountId: "credit_1", userId },
          ...{ amountMinor, currency, by: topUp },
        },
      ],
      [
        {
          ...{ type: "correction", correctionId: id("correction"), correctsSeq: 1, ...ofUser },
          postings: [
            { account: one(...accounts), currency, minor: amountMinor },
            { account: "assets:safe", currency, minor: -amountMinor },
          ],
        },
      ],
      [
        { type: "tender-taken", ...ofPart },
        { type: "tender-returned", ...ofPart, reason: "another way", ...late() },
      ],
      [{ type: "tender-taken", ...ofPart }],
      [{ type: "payment-captured", ...ofPayment, intentId: "pi_1", amountMinor, ...late() }],
      [
        { type: "tip-asked", ...ofHold, userId, tipMinor: 1 },
        {
          ...{ type: "payment-captured", ...ofPayment, intentId: "pi_1", amountMinor, ...late() },
          lateTipMinor: one(0, 1),
        },
      ],
    ),
  );
}

function act({ draw, id, one, write }: Acts): void {
  const approval = { command: "sales.void", subjectHash: digest };
  const line = { lineId: "line_1", productId: "prod_1", name: "Thing", quantity: 1 };
  const voided = { ...line, amountMinor: 230, how: "removed", userId };
  write(
    one<object>(
      {
        type: "sale-voided",
        saleId: id("sale"),
        userId,
        reason: "left",
        lineCount: 1,
        totalMinor: 5,
      },
      {
        ...{ type: "lines-voided", saleId: id("sale"), userId, currency },
        ...(draw(2) === 0
          ? { lines: [voided], totalMinor: 230 }
          : { lines: [voided, voided], totalMinor: 460 }),
      },
      { type: "training-sale", saleId: id("sale"), userId, lineCount: 1, totalMinor: 900 },
      { type: "no-sale", userId, sessionId: null, reason: "change", approval: null },
      { type: "receipt-reprinted", saleId: "sale_1", userId, copyNumber: 1 },
      {
        ...{ type: "override-granted", approvalId: id("approval"), ...approval },
        ...{ byUserId: "user_boss", forUserId: userId },
      },
      { type: "sign-in-failed", userId, failCount: 1 },
      { type: "clock-jumped", lastAtMs: 2, atMs: 1 },
      { type: "sums-rebuilt", differences: 1, first: "day 1: wrong sales EUR 1 5" },
    ),
  );
}

/** Does one thing after another, whatever `draw` says. */
export function randomShop(book: Book): Readonly<{ step: () => void }> {
  const acts = openActs(book);
  acts.write({ type: "ledger-opened", registerId: "reg_1", registerNumber: 1, currency });
  const all = [
    sell,
    sell,
    refundAtTill,
    refundToCard,
    voidHold,
    useDrawer,
    moveNoGoods,
    act,
  ] as const;
  return { step: () => acts.one<(acts: Acts) => void>(...all)(acts) };
}
