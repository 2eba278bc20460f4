/** What the reader's glass shows, as nodes. Text is only ever text, whatever a cart line says. */

import { cardForm, drawInput } from "./forms.js";
import { icon, key, node, price } from "./nodes.js";

function amount(minor, currency) {
  const text = price(minor, currency);
  return node("b", text.length > 8 ? "amount long" : "amount", text);
}

function disc(className, iconName) {
  return iconName
    ? node("div", `disc ${className}`, icon(iconName))
    : node("div", `disc ${className}`);
}

const outcomes = {
  approved: { color: "green", icon: "check", word: "Approved" },
  declined: { color: "red", icon: "cross", word: "Declined" },
  canceled: { color: "plain", icon: "cross", word: "Canceled" },
  failed: { color: "amber", icon: "alert", word: "Not completed" },
};

const purposes = {
  pay: { caption: "Total", say: "Tap, insert or swipe", meta: "Visa, Mastercard, Amex and phones" },
  refund: {
    caption: "Refund",
    say: "Tap or insert your card",
    meta: "The card that you paid with",
  },
  save: { caption: "", say: "Tap or insert your card", meta: "It is kept for later payments" },
};

/** The sum on top of the glass, where there is one. */
function total(view, caption, minor, currency) {
  const shown = [node("span", "meta", view.shopName)];
  if (currency) shown.push(node("span", "caption", caption), amount(minor, currency));
  return shown;
}

const draw = {
  off: () => [],
  splash: (screen, view) => [
    disc("plain", "bag"),
    node("b", "say", view.shopName),
    node("span", "meta", screen.picture ? `Picture ${screen.picture}` : "Welcome"),
  ],
  cart: ({ cart }) => {
    const lines = cart.line_items.map((line) =>
      node(
        "li",
        "",
        node(
          "span",
          "",
          line.quantity > 1 ? `${line.quantity} × ${line.description}` : line.description,
        ),
        node("span", "", price(line.amount, cart.currency)),
      ),
    );
    const sum = node(
      "div",
      "sum",
      node("span", "", "Total"),
      node("span", "", price(cart.total, cart.currency)),
    );
    return [node("ul", "lines", ...lines), sum];
  },
  tip: ({ amount: minor, currency, options }, view, acts) => {
    const choices = options.map(({ amountMinor, percent }) => {
      const sum = price(amountMinor, currency);
      const words = percent === null ? [node("b", "", sum)] : [node("b", "", `${percent} %`), sum];
      return key(words, "", () => acts.tip(amountMinor));
    });
    return [
      ...total(view, "Total", minor, currency),
      node("b", "say ask", "Add a tip?"),
      node(
        "div",
        "keys tips",
        ...choices,
        key("No tip", "quiet", () => acts.tip(0)),
      ),
    ];
  },
  "present-card": (screen, view) => {
    const { caption, say, meta } = purposes[screen.purpose];
    return [
      ...total(view, caption, screen.amount, screen.currency),
      disc("blue breathes", "waves"),
      node("b", "say", say),
      node("span", "meta", meta),
    ];
  },
  "type-card": (screen, view, acts) => [
    ...total(view, purposes[screen.purpose].caption, screen.amount, screen.currency),
    node("b", "say", "Type the card's details"),
    cardForm(view, acts),
  ],
  "insert-card": (screen, view) => [
    ...total(view, "Total", screen.amount, screen.currency),
    disc("blue breathes", "chip"),
    node("b", "say", "Please insert your card"),
    node("span", "meta", "Your bank wants the chip"),
  ],
  pin: (screen, view, acts) => {
    const dots = node("div", "dots", ..."••••".split("").map(() => node("i", "")));
    let pin = "";
    const show = () =>
      [...dots.children].forEach((dot, at) => dot.classList.toggle("on", at < pin.length));
    const press = (digit) => {
      pin = (pin + digit).slice(0, 4);
      show();
    };
    const clear = () => {
      pin = "";
      show();
    };
    const digits = "123456789".split("").map((digit) => key(digit, "", () => press(digit)));
    const enter = key([icon("check")], "green", () => pin.length === 4 && acts.pin(pin));
    enter.setAttribute("aria-label", "Enter");
    const wipe = key([icon("cross")], "amber", clear);
    wipe.setAttribute("aria-label", "Clear");
    return [
      ...total(view, "Total", screen.amount, screen.currency),
      node("b", "say", "Enter your PIN"),
      dots,
      node(
        "div",
        "keys pad",
        ...digits,
        wipe,
        key("0", "", () => press("0")),
        enter,
      ),
    ];
  },
  inputs: ({ inputs }, view, acts) => {
    const one = node("div", "one-input");
    const given = [];
    const ask = () => one.replaceChildren(...drawInput(inputs[given.length], answered));
    const answered = (value, toggles) => {
      given.push({ value, toggles });
      if (given.length < inputs.length) ask();
      else {
        acts.inputs(
          given.map((each) => each.value),
          given.map((each) => each.toggles),
        );
      }
    };
    ask();
    return [node("span", "meta", view.shopName), one];
  },
  authorising: (screen, view) => [
    ...total(view, "Total", screen.amount, screen.currency),
    disc("turns"),
    node("b", "say", "One moment"),
    node("span", "meta", "Asking the bank"),
  ],
  outcome: ({ outcome }, view) => {
    const { color, icon: iconName, word } = outcomes[outcome.kind];
    const isSame = outcome.message === word;
    const isThanks = outcome.kind === "approved" && !isSame;
    const more = outcome.isCardInserted
      ? "Please remove the card"
      : isSame || isThanks
        ? ""
        : outcome.message;
    return [
      ...total(view, "Total", outcome.amount, outcome.currency),
      disc(
        `${color} arrives`,
        outcome.isCardInserted && outcome.kind === "approved" ? "chip" : iconName,
      ),
      node("b", "say", isThanks ? outcome.message : word),
      node("span", "meta", more),
    ];
  },
};

/** `acts` are the things that fingers can do on the glass. */
export function drawScreen(view, acts) {
  return draw[view.screen.kind](view.screen, view, acts);
}

/** What the chip beside the name says: colour, icon, words. */
export function stateOf(view) {
  const { screen } = view;
  if (screen.kind === "off") return ["red", "cross", "Off the network"];
  if (view.busyWith === "card-inserted") return ["amber", "alert", "Card left in the reader"];
  if (screen.kind === "tip") return ["blue", "waves", "Asks for a tip"];
  if (screen.kind === "insert-card") return ["blue", "chip", "Wants the chip"];
  if (screen.kind === "type-card") return ["blue", "chip", "Wants the card's details"];
  if (screen.kind === "pin") return ["blue", "chip", "Asks for the PIN"];
  if (screen.kind === "inputs") return ["blue", "waves", "Asks the customer"];
  if (screen.kind === "present-card") return ["blue", "waves", "Waiting for the customer"];
  if (screen.kind === "authorising") return ["blue", "waves", "Authorising"];
  if (screen.kind === "outcome") {
    const { color, icon: iconName, word } = outcomes[screen.outcome.kind];
    return [color, iconName, word];
  }
  return ["", "check", screen.kind === "cart" ? "Shows the cart" : "Ready"];
}
