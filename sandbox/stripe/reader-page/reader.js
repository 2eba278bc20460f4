import { icon, node } from "./nodes.js";
import { drawScreen, stateOf } from "./screen.js";

/** How long the bank takes for a person, and how long an outcome stays on the glass. */
const AUTHORISATION_MS = 900;
const OUTCOME_MS = 6000;

const id = location.pathname.split("/").at(-1);
const at = (name) => document.getElementById(name);
const gestureButtons = [...document.querySelectorAll("[data-gesture]")];
let view = null;
let outcomeTimer = 0;

/** The live world's readers stand behind an address of their own. */
const base = location.pathname.startsWith("/_sandbox/live/") ? "/_sandbox/live" : "/_sandbox";

/** Only this page's own origin can send the header, which is what protects the reader. */
async function send(method, path, body) {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { "Content-Type": "application/json", "X-Tillside-Sandbox": "1" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  at("hint").textContent = response.ok ? "" : answer.error.message;
}

function present(gesture) {
  const number = document.querySelector('input[name="card"]:checked').value;
  const authorisationMs = AUTHORISATION_MS;
  const doesAmountDecide = at("amounts").getAttribute("aria-checked") === "true";
  const card = { number, gesture, authorisationMs, isByHand: true, doesAmountDecide };
  return send("POST", `/readers/${id}/present`, card);
}

/** What fingers do on the glass itself. */
const acts = {
  tip: (amountMinor) => send("POST", `/readers/${id}/tip`, { amountMinor }),
  cardInHand: () => document.querySelector('input[name="card"]:checked')?.value,
  typed: (card) =>
    send("POST", `/readers/${id}/typed-card`, { ...card, authorisationMs: AUTHORISATION_MS }),
  pin: (pin) => send("POST", `/readers/${id}/pin`, { pin, authorisationMs: AUTHORISATION_MS }),
  inputs: (values, toggles) => send("POST", `/readers/${id}/inputs`, { values, toggles }),
};

/** A fault on webhooks that lasts until it is switched off, known by its tag. */
function webhookFault(tag, what) {
  return {
    isOn: () => view.faultTags.includes(tag),
    set: (isOn) =>
      isOn
        ? send("POST", "/faults", { on: { event: "*" }, times: null, tag, ...what })
        : send("DELETE", `/faults/${tag}`),
  };
}

function readerSetting(name, value, normal) {
  return {
    isOn: () => view[name] === value,
    set: (isOn) => send("POST", `/readers/${id}`, { [name]: isOn ? value : normal }),
  };
}

const faults = [
  ["Answer lost after the card", readerSetting("nextCard", "answer-lost", null)],
  ["Power lost at the card", readerSetting("nextCard", "power-lost", null)],
  ["Power lost after the bank's yes", readerSetting("nextCard", "power-lost-after", null)],
  ["Command times out, but arrives", readerSetting("nextCommand", "timeout-received", null)],
  ["Command times out, and is lost", readerSetting("nextCommand", "timeout-lost", null)],
  ["Slow to acknowledge (8 s)", readerSetting("ackDelayMs", 8000, 0)],
  [
    "Reader off the network",
    {
      isOn: () => view.screen.kind === "off",
      set: (isOn) => send("POST", `/readers/${id}`, { isOnline: !isOn }),
    },
  ],
  ["Card left in the reader", readerSetting("busyWith", "card-inserted", null)],
  ["Webhook lost", webhookFault("page-lost", { do: "drop-webhook" })],
  ["Webhook twice", webhookFault("page-twice", { do: "repeat-webhook", copies: 1 })],
  ["Webhook 40 s late", webhookFault("page-late", { do: "delay-webhook", delayMs: 40_000 })],
  [
    "Relay unreachable",
    {
      isOn: () => view.areDeliveriesPaused,
      set: (isOn) => send("POST", `/deliveries/${isOn ? "pause" : "resume"}`),
    },
  ],
];

/** How a card is told from its neighbours: its brand and its last digits. */
function cardName({ brand, number }) {
  const words = brand.replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${number.slice(-4)}`;
}

/** What people reach for first: approved, declined, without money, stolen, chip and PIN. */
const first = ["generic_decline", "insufficient_funds", "expired_card", "1234", "stolen_card"];

function isFirst({ number, does }) {
  return first.some((words) => number === "4242424242424242" || does.includes(words));
}

let shownCards = "";

function drawCards() {
  const text = view.cards.map(({ number }) => number).join();
  if (text === shownCards) return;
  shownCards = text;
  at("cards").replaceChildren(
    ...view.cards
      .toSorted((a, b) => isFirst(b) - isFirst(a))
      .map((card, index) => {
        const input = node("input");
        Object.assign(input, {
          type: "radio",
          name: "card",
          value: card.number,
          checked: index === 0,
        });
        const isGood = !/_|declin|expired|insufficient|processing/.test(card.does);
        const says = card.does.replaceAll("_", " ");
        const will = node(
          "span",
          isGood ? "will" : "will no",
          icon(isGood ? "check" : "cross"),
          says,
        );
        const label = node("label", "", input, node("b", "", cardName(card)), will);
        label.title = card.name.replaceAll("_", " ");
        return label;
      }),
  );
}

function buildFaults() {
  at("faults").append(
    ...faults.map(([name, fault]) => {
      const button = node("button", "", name);
      button.type = "button";
      button.setAttribute("role", "switch");
      button.setAttribute("aria-checked", "false");
      button.addEventListener("click", () => fault.set(!fault.isOn()));
      return button;
    }),
  );
}

const models = {
  simulated_wisepos_e: "WisePOS E",
  simulated_stripe_s700: "Stripe S700",
  simulated_stripe_s710: "Stripe S710",
  bbpos_wisepos_e: "WisePOS E",
  stripe_s700: "Stripe S700",
  stripe_s710: "Stripe S710",
};

/** After a while the glass goes back to the splash, as the real one does. */
function settleOutcome() {
  clearTimeout(outcomeTimer);
  if (view.screen.kind !== "outcome") return;
  const age = view.nowMs - view.screen.outcome.atMs;
  const backToSplash = () => {
    view = { ...view, screen: { kind: "splash" } };
    draw();
  };
  outcomeTimer = setTimeout(backToSplash, Math.max(0, OUTCOME_MS - age));
}

let glass = "";

/** Only when it changed: a PIN that is half typed stays. */
function drawGlass() {
  const text = JSON.stringify(view.screen);
  if (text === glass) return;
  glass = text;
  at("hint").textContent = "";
  at("screen").className = `screen ${view.screen.kind}`;
  at("screen").replaceChildren(...drawScreen(view, acts));
}

function draw() {
  document.title = `${view.label} · simulated reader`;
  at("label").textContent = view.label;
  at("model").textContent =
    `${models[view.deviceType] ?? view.deviceType}, firmware ${view.softwareVersion}, ${view.deviceType.startsWith("simulated") ? "simulated" : "physical, in play"}`;
  at("clock").textContent = new Date(view.nowMs).toLocaleTimeString("en-IE", {
    timeStyle: "short",
  });
  const isS700 = view.deviceType.includes("s7");
  at("device").className =
    `device${isS700 ? " s700" : ""}${view.screen.kind === "off" ? " off" : ""}`;
  drawGlass();
  const [color, iconName, words] = stateOf(view);
  at("state").className = `state ${color}`;
  at("state").replaceChildren(icon(iconName), words);
  const isWaiting = ["present-card", "insert-card"].includes(view.screen.kind);
  const isAsking = isWaiting || ["tip", "pin", "type-card", "inputs"].includes(view.screen.kind);
  gestureButtons.forEach((button) => (button.disabled = !isWaiting));
  at("cancel").disabled = !(isAsking && view.screen.mayCancel);
  at("cancel").title = isAsking && !view.screen.mayCancel ? "The till did not allow it" : "";
  [...at("faults").children].forEach((button, index) =>
    button.setAttribute("aria-checked", String(faults[index][1].isOn())),
  );
  drawCards();
  drawLog();
}

function drawLog() {
  at("log").replaceChildren(
    ...view.log.slice(0, 4).map((line) => {
      const time = new Date(line.atMs).toLocaleTimeString("en-GB", {
        fractionalSecondDigits: 3,
        timeStyle: undefined,
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
      });
      const detail = line.detail.length > 14 ? `${line.detail.slice(0, 9)}…` : line.detail;
      return node(
        "li",
        "",
        node("span", "", time),
        node("span", "mono", line.what),
        node("span", "mono", detail),
      );
    }),
  );
}

function gone() {
  at("screen").replaceChildren();
  at("device").className = "device off";
  at("state").className = "state red";
  at("state").replaceChildren(icon("cross"), "This reader is gone");
  gestureButtons.concat(at("cancel")).forEach((button) => (button.disabled = true));
}

buildFaults();
gestureButtons.forEach((button) =>
  button.addEventListener("click", () => present(button.dataset.gesture)),
);
at("amounts").addEventListener("click", () => {
  const isOn = at("amounts").getAttribute("aria-checked") === "true";
  at("amounts").setAttribute("aria-checked", String(!isOn));
});
at("cancel").addEventListener("click", () => send("POST", `/readers/${id}/cancel`));

/** Digits go to the PIN pad while one is shown. */
function typePin({ key }) {
  const pad = document.querySelector(".pad");
  if (!pad) return false;
  const label = { Enter: "Enter", Backspace: "Clear" }[key];
  const button = [...pad.children].find((each) =>
    label ? each.getAttribute("aria-label") === label : each.textContent === key,
  );
  button?.click();
  return button !== undefined;
}

const keys = { t: "tap", i: "insert", s: "swipe" };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (typePin(event)) {
    event.preventDefault();
    return;
  }
  if (event.target.classList.contains("field")) return;
  const button = keys[event.key.toLowerCase()]
    ? document.querySelector(`[data-gesture="${keys[event.key.toLowerCase()]}"]`)
    : event.key.toLowerCase() === "x"
      ? at("cancel")
      : null;
  button?.click();
});

const live = new EventSource(`${base}/readers/${id}/live`);
live.onmessage = ({ data }) => {
  const next = JSON.parse(data);
  if (next === null) {
    gone();
    return;
  }
  view = next;
  draw();
  settleOutcome();
};
live.onerror = () => {
  at("state").className = "state amber";
  at("state").replaceChildren(icon("alert"), "The sandbox does not answer");
};
