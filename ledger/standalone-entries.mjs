/**
 * What an entry of a Tillside ledger must be by itself: rules 3 and 4 of docs/ledger.md. Where it lies
 * beside standalone-verifier.mjs, that asks it of each entry. No import at all.
 */
class Fault extends Error {
  name = "Fault";
}
function need(condition, why) {
  if (!condition) throw new Fault(why);
}

/** Rule 3: amounts and rates, wherever they stand. Sums in a Z's report may be more. */
function checkAmounts(value, name = "") {
  if (/minor$/i.test(name)) need(Number.isSafeInteger(value), `${name} is no safe integer`);
  if (/minor$/i.test(name)) need(Math.abs(value) <= 1e12, `${name} is too large`);
  if (value === null || typeof value !== "object") return;
  const { rateBasisPoints: whole, ratePpm: exact } = value;
  const isSpelled = exact === undefined || (exact % 100 !== 0 && Math.floor(exact / 100) === whole);
  need(isSpelled, "a rate is spelled otherwise");
  for (const [key, inner] of Object.entries(value)) {
    if (key !== "report" && key !== "perpetual") checkAmounts(inner, key);
  }
}

/** Rule 3: each pair must be equal. */
const total = (list, of) => list.reduce((sum, one) => sum + of(one), 0);
const amounts = (list) => total(list ?? [], ({ amountMinor }) => amountMinor);
const withTax = (list) => total(list, ({ netMinor, taxMinor }) => netMinor + taxMinor);
const parts = (list) =>
  list.flatMap(({ taxes, taxMinor }) =>
    taxes ? [[total(taxes, (tax) => tax.taxMinor), taxMinor]] : [],
  );
const pieces = ({ denominations: list }, sum) =>
  list.length === 0 ? [] : [[total(list, ({ minor, count }) => minor * count), sum]];
const cash = ({ tender, givenMinor, changeMinor, amountMinor }) =>
  tender === "cash" ? [[givenMinor - changeMinor, amountMinor]] : [];
const goesBack = (e, lines, tip = 0) => [
  ...(lines ? [[amounts(lines) + tip, e.amountMinor]] : []),
  ...[[withTax(e.taxes) + tip, e.amountMinor], ...parts(e.taxes)],
];
const sums = {
  "sale-completed": (e) => [
    [withTax(e.lines), e.totalMinor],
    [amounts(e.tenders), e.totalMinor + e.roundingMinor],
    ...e.lines.map((line) => [line.listMinor, line.unitMinor * line.quantity]),
    ...[...e.tenders.flatMap(cash), ...parts(e.lines)],
  ],
  "lines-voided": (e) => [[amounts(e.lines), e.totalMinor]],
  "refund-paid": (e) => goesBack(e, e.lines),
  "payment-voided": (e) => goesBack(e, null, e.tipMinor),
  "refund-started": (e) =>
    e.isReplaced || !e.taxes || e.tipMinor === undefined
      ? []
      : goesBack(e, e.lines ?? [], e.tipMinor),
  "session-opened": (e) => [
    [e.expectedMinor + e.fromSafeMinor + e.differenceMinor, e.floatMinor],
    ...pieces(e, e.floatMinor),
  ],
  "drawer-counted": (e) => pieces(e, e.countedMinor),
  "session-closed": (e) => [
    [e.countedMinor - e.expectedMinor, e.overShortMinor],
    [Math.max(e.toSafeMinor, e.countedMinor), e.countedMinor],
  ],
  "day-closed": (e) => [[e.perpetual.zCount, e.zNumber]],
};

/** Rule 4: accounts and what comes to them; debit is positive. */
const DRAWER = "assets:drawer:cash";
const [SAFE, OVER, ROUNDING] = ["assets:safe", "expenses:over-short", "expenses:rounding"];
const [TIPS, PART, CREDIT] = ["tips", "part-paid", "store-credit"].map((is) => `liabilities:${is}`);
const held = ({ connection }) => `assets:card:${connection}:authorised`;
const clearing = ({ connection }) => `assets:card:${connection}:clearing`;
const payouts = ({ connection }) => `assets:payouts:${connection}`;
const disputes = ({ connection }, root) => `${root}:disputes:${connection}`;
const fees = ({ connection }) => `expenses:fees:${connection}`;
const move = (minor, to, from) => [
  [to, minor],
  [from, -minor],
];
const places = { cash: DRAWER, "store-credit": CREDIT, goodwill: "expenses:goodwill" };
const place = (by) =>
  places[by.tender] ?? (by.tender === "other" ? `assets:tenders:${by.name}` : held(by));
const counter = {
  safe: "assets:safe",
  bank: "assets:bank",
  petty: "expenses:petty-cash",
  float: "equity:float",
};
const rate = ({ ratePpm, rateBasisPoints }) => (ratePpm ?? rateBasisPoints * 100) / 100;
const tax = (of, sign) =>
  (of.taxes ?? [{ ...of, code: of.taxCode }]).map((one) => [
    `liabilities:tax:${one.code}:${rate(one)}`,
    sign * one.taxMinor,
  ]);
const takes = (by, sign) => [
  [place(by), sign * by.amountMinor],
  ...move(sign * (by.tipMinor ?? 0), place(by), TIPS),
];
const part = ({ tender }, sign) => [...takes(tender, sign), [PART, -sign * tender.amountMinor]];
const givesBack = (list, sign) =>
  list.flatMap((of) => [[`income:refunds:${of.taxCode}`, sign * of.netMinor], ...tax(of, sign)]);
const refund = (e, sign) => [
  ...givesBack(e.taxes, sign),
  [TIPS, sign * e.tipMinor],
  [clearing(e), -sign * e.amountMinor],
  ["liabilities:to-return", e.isReplaced ? sign * e.amountMinor : 0],
];
const dispute = (e, sign) => [
  ...move(sign * e.amountMinor, disputes(e, "assets"), clearing(e)),
  ...move(sign * e.feeMinor, fees(e), clearing(e)),
];
const posts = {
  "sale-completed": (e) => [
    ...e.tenders.flatMap((by) => (by.partId ? [[PART, by.amountMinor]] : takes(by, 1))),
    ...e.lines.flatMap((line) => [
      [`income:sales:${line.taxCode}`, -line.listNetMinor],
      [`income:discounts:${line.taxCode}`, line.listNetMinor - line.netMinor],
      ...tax(line, -1),
    ]),
    [ROUNDING, -e.roundingMinor],
  ],
  "tender-taken": (e) => part(e, 1),
  "tender-returned": (e) => part(e, -1),
  "hold-raised": (e) => move(e.toMinor - e.fromMinor, held(e), PART),
  "refund-paid": (e) => [
    ...givesBack(e.taxes, 1),
    [place(e.to), -e.amountMinor],
    ...move(e.roundingMinor, ROUNDING, place(e.to)),
  ],
  "payment-captured": ({ lateTipMinor: tip = 0, ...e }) => [
    ...move(e.amountMinor - tip, clearing(e), e.isReplaced ? "liabilities:to-return" : held(e)),
    ...move(tip, clearing(e), TIPS),
  ],
  "payment-cancelled": (e) => move(e.heldMinor, "assets:uncollected", held(e)),
  "payment-voided": (e) => [
    ...givesBack(e.taxes, 1),
    [TIPS, e.tipMinor],
    [held(e), -e.amountMinor],
  ],
  "refund-accepted": (e) => refund(e, 1),
  "refund-failed": (e) => (e.wasAccepted ? refund(e, -1) : []),
  "session-opened": (e) => [
    ...move(e.fromSafeMinor, DRAWER, SAFE),
    ...move(e.differenceMinor, DRAWER, OVER),
  ],
  "session-closed": (e) => [
    ...move(e.toSafeMinor, SAFE, DRAWER),
    ...move(e.overShortMinor, DRAWER, OVER),
  ],
  "cash-moved": (e) =>
    move(e.direction === "in" ? e.amountMinor : -e.amountMinor, DRAWER, counter[e.counterAccount]),
  "credit-topped-up": (e) => move(e.amountMinor, place(e.by), CREDIT),
  correction: (e) => e.postings.map(({ account, minor, currency }) => [account, minor, currency]),
  "payout-created": (e) => move(e.amountMinor, payouts(e), clearing(e)),
  "payout-paid": (e) => move(e.amountMinor, "assets:bank", payouts(e)),
  "payout-failed": (e) => move(e.amountMinor, clearing(e), e.wasPaid ? "assets:bank" : payouts(e)),
  "fee-charged": (e) => move(e.amountMinor, fees(e), clearing(e)),
  "dispute-opened": (e) => dispute(e, 1),
  "dispute-won": (e) => dispute(e, -1),
  "dispute-lost": (e) => [
    ...move(e.amountMinor, disputes(e, "expenses"), disputes(e, "assets")),
    ...move(e.feeMinor, fees(e), clearing(e)),
  ],
  "credit-topped-up-by-link": (e) => move(e.amountMinor, clearing(e), CREDIT),
};
/** What moves no money. */
const still = `ledger-opened sale-voided lines-voided training-sale payment-started payment-declined
  payment-authorised payment-replaced void-started hold-accepted hold-raise-started hold-raise-refused tip-asked refund-started drawer-counted
  day-closed user-changed user-signed-in user-signed-out sign-in-failed user-locked override-granted
  override-used no-sale drawer-opened receipt-reprinted configuration-changed clock-jumped sums-rebuilt
  training-started training-ended credit-opened reservation-released signing-key-announced
  signing-device-record office-opened hold-released hold-spent-late signed-off`.split(/\s+/);

function checkPostings(entry, sealed) {
  const left = new Map();
  const add = (account, currency, minor) =>
    left.set(`${account} ${currency}`, (left.get(`${account} ${currency}`) ?? 0) + minor);
  for (const { account, currency, minor } of sealed) add(account, currency, minor);
  for (const [account, minor, currency = entry.currency] of posts[entry.type]?.(entry) ?? []) {
    add(account, currency, -minor);
  }
  need(
    [...left.values()].every((minor) => minor === 0),
    "its postings do not follow from it",
  );
}

/** Throws where an entry is none of the book's, does not agree with itself, or posts otherwise. */
export function checkEntry(entry, postings) {
  const { type } = entry;
  need(still.includes(type) || Object.hasOwn(posts, type), `no such kind: ${type}`);
  checkAmounts(type === "lines-voided" ? entry.lines : entry);
  const differ = (sums[type]?.(entry) ?? []).find(([one, other]) => one !== other);
  need(differ === undefined, `its figures do not agree: ${differ?.join(" is not ")}`);
  checkPostings(entry, postings);
}
