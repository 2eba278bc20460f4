import { icon, node } from "./nodes.js";
import { stateOf } from "./screen.js";

const LOOK_EVERY_MS = 2000;

const base = location.pathname.startsWith("/_sandbox/live") ? "/_sandbox/live" : "/_sandbox";

const models = {
  simulated_wisepos_e: "WisePOS E",
  simulated_stripe_s700: "Stripe S700",
  simulated_stripe_s710: "Stripe S710",
  bbpos_wisepos_e: "WisePOS E",
  stripe_s700: "Stripe S700",
  stripe_s710: "Stripe S710",
};

function row(view) {
  const [color, iconName, words] = stateOf(view);
  const link = node(
    "a",
    "",
    node("b", "", view.label),
    node("span", "meta", models[view.deviceType] ?? view.deviceType),
    node("span", `state ${color}`, icon(iconName), words),
  );
  link.href = `${base}/reader/${view.id}`;
  return node("li", "", link);
}

let shown = "";

async function look() {
  const response = await fetch(`${base}/readers`);
  const views = await response.json();
  const text = JSON.stringify(views.map((view) => [view.id, view.label, stateOf(view)]));
  if (text !== shown) document.getElementById("readers").replaceChildren(...views.map(row));
  shown = text;
  document.getElementById("empty").hidden = views.length > 0;
}

document.getElementById("wrong").href = `${base}/what-goes-wrong`;
await look();
setInterval(look, LOOK_EVERY_MS);
