import { drawScreen, icon, node, stateOf } from "./screen.js";

/** How long the bank takes for a person, and how long an outcome stays on the glass. */
const AUTHORISATION_MS = 900;
const OUTCOME_MS = 6000;

const cards = [
  ["4242424242424242", "Visa 4242", true, "approved"],
  ["4000000000000002", "Visa 0002", false, "declined by the bank"],
  ["4000000000009995", "Visa 9995", false, "not enough money"],
  ["4000000000009987", "Visa 9987", false, "reported lost"],
  ["4000000000009979", "Visa 9979", false, "reported stolen"],
  ["4000000000000069", "Visa 0069", false, "card expired"],
];

const id = location.pathname.split("/").at(-1);
const at = (name) => document.getElementById(name);
const gestureButtons = [...document.querySelectorAll("[data-gesture]")];
let view = null;
let outcomeTimer = 0;

/** Only this page's own origin can send the header, which is what protects the reader. */
async function send(method, path, body) {
  const response = await fetch(`/_sandbox${path}`, {
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
  return send("POST", `/readers/${id}/present`, { number, gesture, authorisationMs });
}

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

function buildCards() {
  at("cards").append(
    ...cards.map(([number, name, isApproved, says], index) => {
      const input = node("input");
      Object.assign(input, { type: "radio", name: "card", value: number, checked: index === 0 });
      const will = node(
        "span",
        isApproved ? "will" : "will no",
        icon(isApproved ? "check" : "cross"),
        says,
      );
      return node("label", "", input, node("b", "", name), will);
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

function draw() {
  document.title = `${view.label} · simulated reader`;
  at("label").textContent = view.label;
  at("model").textContent =
    `${models[view.deviceType] ?? view.deviceType}, firmware ${view.softwareVersion}, simulated`;
  at("clock").textContent = new Date(view.nowMs).toLocaleTimeString("en-IE", {
    timeStyle: "short",
  });
  const isS700 = view.deviceType.includes("s7");
  at("device").className =
    `device${isS700 ? " s700" : ""}${view.screen.kind === "off" ? " off" : ""}`;
  at("screen").replaceChildren(...drawScreen(view));
  const [color, iconName, words] = stateOf(view);
  at("state").className = `state ${color}`;
  at("state").replaceChildren(icon(iconName), words);
  const isWaiting = view.screen.kind === "present-card";
  gestureButtons.forEach((button) => (button.disabled = !isWaiting));
  at("cancel").disabled = !(isWaiting && view.screen.mayCancel);
  at("cancel").title = isWaiting && !view.screen.mayCancel ? "The till did not allow it" : "";
  [...at("faults").children].forEach((button, index) =>
    button.setAttribute("aria-checked", String(faults[index][1].isOn())),
  );
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

buildCards();
buildFaults();
gestureButtons.forEach((button) =>
  button.addEventListener("click", () => present(button.dataset.gesture)),
);
at("cancel").addEventListener("click", () => send("POST", `/readers/${id}/cancel`));

const keys = { t: "tap", i: "insert", s: "swipe" };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const button = keys[event.key.toLowerCase()]
    ? document.querySelector(`[data-gesture="${keys[event.key.toLowerCase()]}"]`)
    : event.key.toLowerCase() === "x"
      ? at("cancel")
      : null;
  button?.click();
});

const live = new EventSource(`/_sandbox/readers/${id}/live`);
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
