import { node } from "./nodes.js";

const LOOK_EVERY_MS = 2000;

const base = location.pathname.startsWith("/_sandbox/live/") ? "/_sandbox/live" : "/_sandbox";
const at = (name) => document.getElementById(name);

const api = ["path", "method"];
/** Each kind of fault: its words, and the fields that say more about it. */
const kinds = {
  "cut-before": ["The connection dies before the work", api],
  "cut-after": ["The work is done and the answer is lost", api],
  "answer-status": ["An error is answered", [...api, "status", "isDone"]],
  "answer-body": ["An answer nobody expects", [...api, "body", "isDone"]],
  "wait-before": ["The request waits", [...api, "delayMs"]],
  "wait-after": ["The answer waits", [...api, "delayMs"]],
  "webhook-first": ["Webhooks come before the answer", api],
  "drop-webhook": ["Webhooks are lost", ["event"]],
  "repeat-webhook": ["Webhooks come again", ["event", "copies"]],
  "fail-webhook": ["The endpoint fails", ["event", "status"]],
  "delay-webhook": ["Webhooks come late", ["event", "delayMs"]],
  "reverse-webhooks": ["Webhooks come last first", ["event"]],
  "fail-refund": ["The next refund fails", ["delayMs"]],
};

async function send(method, path, body) {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { "Content-Type": "application/json", "X-Tillside-Sandbox": "1" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  at("hint").textContent = response.ok ? "" : answer.error.message;
  await look();
}

function matchOf(fields) {
  if (fields.includes("event")) return { on: { event: at("event").value } };
  if (!fields.includes("path")) return {};
  const method = at("method").value;
  return { on: { path: at("path").value, ...(method === "" ? {} : { method }) } };
}

function faultOf() {
  const [, fields] = kinds[at("do").value];
  const number = (name) => ({ [name]: Number(at(name).value) });
  const times = at("times").value;
  return {
    do: at("do").value,
    ...matchOf(fields),
    ...(fields.includes("status") ? number("status") : {}),
    ...(fields.includes("body") ? { body: at("body").value } : {}),
    ...(fields.includes("isDone") ? { isDone: at("isDone").value === "yes" } : {}),
    ...(fields.includes("delayMs") ? number("delayMs") : {}),
    ...(fields.includes("copies") ? number("copies") : {}),
    ...number("skip"),
    times: times === "" ? null : Number(times),
  };
}

function showFields() {
  const [, fields] = kinds[at("do").value];
  // A reverse order takes two.
  const least = at("do").value === "reverse-webhooks" ? 2 : 1;
  at("times").min = least;
  if (at("times").value !== "") at("times").value = Math.max(least, at("times").value);
  for (const label of document.querySelectorAll("[data-for]")) {
    const isMeant = fields.includes(label.dataset.for);
    label.hidden = !isMeant;
    label.querySelector("input, select").disabled = !isMeant;
  }
}

function detailOf(fault) {
  const { on = {} } = fault;
  const where = on.path ?? on.event ?? on.charge ?? "";
  const how = fault.status ?? fault.body ?? "";
  const wait = fault.delayMs === undefined ? "" : `${fault.delayMs} ms`;
  const done = fault.isDone ? "work done" : "";
  const often = fault.times === null ? "until taken away" : `${fault.times} ×`;
  const skip = fault.skip > 0 ? `after ${fault.skip}` : "";
  return [on.method, where, how, wait, done, often, skip].filter((part) => part !== "" && part);
}

function row(fault) {
  const [words] = kinds[fault.do] ?? [fault.do];
  const remove = node("button", "", "Take away");
  remove.setAttribute("aria-label", `Take away: ${words}`);
  remove.addEventListener("click", () => void send("DELETE", `/faults/${fault.id}`));
  const detail = node("span", "meta", detailOf(fault).join(" · "));
  return node("li", "", node("b", "", words), detail, remove);
}

let shown = "";

async function look() {
  const faults = await (await fetch(`${base}/faults`)).json();
  const text = JSON.stringify(faults);
  if (text === shown) return;
  shown = text;
  at("waiting").replaceChildren(...faults.map(row));
  at("empty").hidden = faults.length > 0;
  at("clear").disabled = faults.length === 0;
}

at("do").append(
  ...Object.entries(kinds).map(([value, [words]]) => {
    const option = node("option", "", words);
    option.value = value;
    return option;
  }),
);
at("do").addEventListener("change", showFields);
at("clear").addEventListener("click", () => void send("DELETE", "/faults"));
at("new").addEventListener("submit", (event) => {
  event.preventDefault();
  void send("POST", "/faults", faultOf());
});
showFields();
await look();
setInterval(look, LOOK_EVERY_MS);
