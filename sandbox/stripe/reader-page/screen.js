/** What the reader's glass shows, as nodes. Text is only ever text, whatever a cart line says. */

export function node(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}

/** Minor units as a price; the currency itself says how many decimals it has. */
export function price(minor, currency) {
  const format = new Intl.NumberFormat("en-IE", { style: "currency", currency });
  return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
}

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

const draw = {
  off: () => [],
  splash: (_screen, view) => [
    disc("plain", "bag"),
    node("b", "say", view.shopName),
    node("span", "meta", "Welcome"),
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
  "present-card": (screen, view) => [
    node("span", "meta", view.shopName),
    node("span", "caption", "Total"),
    amount(screen.amount, screen.currency),
    disc("blue breathes", "waves"),
    node("b", "say", "Tap, insert or swipe"),
    node("span", "meta", "Visa, Mastercard, Amex and phones"),
  ],
  authorising: (screen, view) => [
    node("span", "meta", view.shopName),
    node("span", "caption", "Total"),
    amount(screen.amount, screen.currency),
    disc("turns"),
    node("b", "say", "One moment"),
    node("span", "meta", "Asking the bank"),
  ],
  outcome: ({ outcome }, view) => {
    const { color, icon: iconName, word } = outcomes[outcome.kind];
    const shown = [node("span", "meta", view.shopName)];
    if (outcome.currency) {
      shown.push(node("span", "caption", "Total"), amount(outcome.amount, outcome.currency));
    }
    shown.push(disc(`${color} arrives`, iconName), node("b", "say", word));
    const isSame = outcome.message === word;
    const more = outcome.isCardInserted ? "Please remove the card" : isSame ? "" : outcome.message;
    shown.push(node("span", "meta", more));
    return shown;
  },
};

export function drawScreen(view) {
  return draw[view.screen.kind](view.screen, view);
}

/** What the chip beside the name says: colour, icon, words. */
export function stateOf(view) {
  const { screen } = view;
  if (screen.kind === "off") return ["red", "cross", "Off the network"];
  if (view.busyWith === "card-inserted") return ["amber", "alert", "Card left in the reader"];
  if (screen.kind === "present-card") return ["blue", "waves", "Waiting for the customer"];
  if (screen.kind === "authorising") return ["blue", "waves", "Authorising"];
  if (screen.kind === "outcome") {
    const { color, icon: iconName, word } = outcomes[screen.outcome.kind];
    return [color, iconName, word];
  }
  return ["", "check", screen.kind === "cart" ? "Shows the cart" : "Ready"];
}
