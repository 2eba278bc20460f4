import { node, price } from "../reader-page/nodes.js";

/** A moment in which a person sees that it went well, before the shop's own page comes. */
const LEAVE_AFTER_MS = 900;

const testCards = [
  ["4242 4242 4242 4242", "pays"],
  ["4000 0000 0000 3220", "the bank asks (3D Secure)"],
  ["4000 0084 0000 1629", "the bank asks, then declines"],
  ["4000 0000 0000 0002", "declined"],
  ["4000 0000 0000 9995", "not enough money"],
  ["4000 0000 0000 0069", "card expired"],
  ["4000 0000 0000 0127", "wrong CVC"],
  ["4000 0000 0000 9235", "pays, elevated risk"],
  ["4000 0000 0000 4954", "pays, highest risk"],
  ["4100 0000 0000 0019", "always blocked"],
  ["4242 4242 4242 4241", "mistyped: fails the check digit"],
];

const base = location.pathname;
const at = (id) => document.getElementById(id);
let view = null;

async function ask(method, path, body) {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { "Content-Type": "application/json", "X-Tillside-Sandbox": "1" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (response.ok) return answer;
  return { ...(view ?? {}), trouble: answer.error.message };
}

/** ISO/IEC 7812: the last digit tells most typing errors. */
function hasCheckDigit(digits) {
  const sum = [...digits].reverse().reduce((total, letter, index) => {
    const value = index % 2 === 1 ? Number(letter) * 2 : Number(letter);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const isAmex = (digits) => /^3[47]/.test(digits);
const lengthOf = (digits) => (isAmex(digits) ? 15 : 16);

function grouped(digits) {
  if (isAmex(digits)) return [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10, 15)];
  return digits.slice(0, 19).match(/\d{1,4}/g) ?? [];
}

const digitsIn = (id) => at(id).value.replaceAll(/\D/g, "");

/** What is wrong with a field, in the customer's words; empty when nothing is. */
const checks = {
  number: () => {
    const digits = digitsIn("number");
    if (digits.length < Math.min(14, lengthOf(digits))) return "Your card number is incomplete.";
    return hasCheckDigit(digits) ? "" : "Your card number is invalid.";
  },
  expiry: () => {
    const digits = digitsIn("expiry");
    if (digits.length < 4) return "Your card's expiry date is incomplete.";
    const [month, year] = [Number(digits.slice(0, 2)), 2000 + Number(digits.slice(2, 4))];
    if (month < 1 || month > 12) return "Your card's expiry month is invalid.";
    const end = new Date(year, month, 1);
    return end > new Date(view.nowMs) ? "" : "Your card's expiry date is in the past.";
  },
  cvc: () => {
    const wanted = isAmex(digitsIn("number")) ? 4 : 3;
    return digitsIn("cvc").length >= wanted ? "" : "Your card's security code is incomplete.";
  },
};

function check(id) {
  const says = checks[id]();
  at(`${id}-says`).textContent = says;
  at(id).setAttribute("aria-invalid", String(says !== ""));
  return says === "";
}

function forget(id) {
  at(`${id}-says`).textContent = "";
  at(id).removeAttribute("aria-invalid");
}

function watchFields() {
  at("number").addEventListener("input", () => {
    const digits = digitsIn("number");
    at("number").value = grouped(digits).join(" ");
    forget("number");
    if (digits.length === lengthOf(digits) && check("number")) at("expiry").focus();
  });
  at("expiry").addEventListener("input", (event) => {
    const digits = digitsIn("expiry").slice(0, 4);
    const isErasing = event.inputType === "deleteContentBackward";
    const hasMonth = digits.length > 2 || (digits.length === 2 && !isErasing);
    at("expiry").value = hasMonth ? `${digits.slice(0, 2)} / ${digits.slice(2)}` : digits;
    forget("expiry");
    if (digits.length === 4 && check("expiry")) at("cvc").focus();
  });
  at("cvc").addEventListener("input", () => {
    at("cvc").value = digitsIn("cvc").slice(0, 4);
    forget("cvc");
  });
  for (const id of Object.keys(checks)) {
    at(id).addEventListener("blur", () => at(id).value !== "" && check(id));
  }
}

function buildCards() {
  at("cards").append(
    ...testCards.map(([number, says]) =>
      testRow(number, says, () => {
        document.querySelector('input[value="card"]').checked = true;
        chooseWay();
        at("number").value = number;
        at("expiry").value = "12 / 34";
        at("cvc").value = isAmex(digitsIn("number")) ? "1234" : "123";
        Object.keys(checks).forEach(check);
      }),
    ),
  );
}

function rhythmWords({ rhythm, trialDays, currency }) {
  const every = rhythm.count === 1 ? rhythm.interval : `${rhythm.count} ${rhythm.interval}s`;
  const then = `${price(rhythm.amount, currency)} every ${every}`;
  return trialDays === null ? then : `${trialDays} days free, then ${then}`;
}

/** A debit is ordered now and comes, or fails, later: each account of Stripe's says which. */
const testAccounts = [
  ["AT61 1904 3002 3457 3201", "pays, after 2 seconds"],
  ["AT32 1904 3002 3547 3204", "pays, after 3 minutes"],
  ["AT86 1904 3002 3547 3202", "fails, after 2 seconds"],
];

const isDebit = () => document.querySelector('input[name="way"]:checked').value === "debit";

function chooseWay() {
  at("card-fields").hidden = isDebit();
  at("iban-field").hidden = !isDebit();
  Object.keys(checks).forEach(forget);
}

function offerDebit() {
  at("ways").hidden = false;
  document
    .querySelectorAll('input[name="way"]')
    .forEach((input) => input.addEventListener("change", chooseWay));
  at("cards").append(
    ...testAccounts.map(([iban, says]) =>
      testRow(iban, says, () => {
        document.querySelector('input[value="debit"]').checked = true;
        chooseWay();
        at("iban").value = iban;
      }),
    ),
  );
}

function testRow(number, says, take) {
  const button = node("button", "", number);
  button.type = "button";
  button.addEventListener("click", () => {
    take();
    at("pay").focus();
  });
  return node("tr", "", node("td", "", button), node("td", "", says));
}

function drawSummary() {
  document.title = `${view.shopName} · checkout`;
  at("shop").textContent = view.shopName;
  at("cancel").hidden = false;
  if (view.cancelUrl !== null) at("cancel").href = view.cancelUrl;
  at("what").textContent = view.mode === "setup" ? "Keep a card for later" : "To pay now";
  at("total").textContent = view.mode === "setup" ? "" : price(view.amount, view.currency);
  at("rhythm").hidden = view.rhythm === null;
  if (view.rhythm !== null) at("rhythm").textContent = rhythmWords(view);
  at("lines").replaceChildren(
    ...view.lines.map((line) => {
      const count = line.quantity > 1 ? [node("small", "", `${line.quantity} pieces`)] : [];
      const what = node("span", "", line.description, ...count);
      return node("li", "", what, node("span", "", price(line.amount, view.currency)));
    }),
  );
  if (view.email !== null) {
    at("email").value = view.email;
    at("email").readOnly = true;
  }
}

function drawStep() {
  for (const step of ["form", "bank", "done", "expired"]) at(step).hidden = view.step !== step;
  at("tests").hidden = view.step !== "form";
  at("pay").disabled = false;
  at("pay").textContent = payWords();
  at("trouble").hidden = view.trouble === null;
  at("trouble").lastElementChild.textContent = view.trouble ?? "";
  at("bank-amount").textContent =
    view.mode === "setup" ? "nothing yet" : price(view.amount, view.currency);
  at("bank-shop").textContent = view.shopName;
  at("done-says").textContent = view.mode === "setup" ? "The card is kept" : "Thank you";
  at("done-more").textContent = view.returnTo === null ? "" : "Back to the shop…";
}

function payWords() {
  if (view.mode === "setup") return "Keep this card";
  if (view.mode === "subscription")
    return view.trialDays === null ? "Subscribe" : "Start the trial";
  const words = { book: "Book", donate: "Donate" }[view.submit] ?? "Pay";
  return `${words} ${price(view.amount, view.currency)}`;
}

/** Tells the page around, or goes on to the shop. */
function leave() {
  if (view.step !== "done") return;
  if (view.isEmbedded && window.parent !== window) {
    window.parent.postMessage(
      { from: "sandbox-checkout", id: view.id, returnTo: view.returnTo },
      "*",
    );
    return;
  }
  if (view.returnTo !== null) setTimeout(() => location.assign(view.returnTo), LEAVE_AFTER_MS);
}

function show(next) {
  view = next;
  drawStep();
  leave();
}

async function pay(event) {
  event.preventDefault();
  const wrong = isDebit() ? [] : Object.keys(checks).filter((id) => !check(id));
  if (wrong.length > 0) {
    at(wrong[0]).focus();
    return;
  }
  at("pay").disabled = true;
  at("pay").textContent = "One moment…";
  const entry = isDebit() ? { iban: at("iban").value } : cardEntry();
  const who = { email: at("email").value, name: at("name").value };
  show(await ask("POST", "/pay", { ...entry, ...who }));
}

function cardEntry() {
  const expiry = digitsIn("expiry");
  return {
    number: digitsIn("number"),
    expMonth: Number(expiry.slice(0, 2)),
    expYear: 2000 + Number(expiry.slice(2, 4)),
    cvc: digitsIn("cvc"),
  };
}

view = await ask("GET", "/view");
if (view.step === undefined) view = { ...view, step: "expired", trouble: null };
else drawSummary();
document.body.classList.toggle("embedded", view.isEmbedded === true);
buildCards();
if (view.takesDebit) offerDebit();
watchFields();
drawStep();
at("form").addEventListener("submit", pay);
at("complete").addEventListener("click", async () => show(await ask("POST", "/bank/complete")));
at("fail").addEventListener("click", async () => show(await ask("POST", "/bank/fail")));
if (view.step === "form") at(view.email === null ? "email" : "number").focus();
else leave();
