import { price } from "../reader-page/nodes.js";

const base = location.pathname;
const at = (id) => document.getElementById(id);

async function ask(method, path) {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { "X-Tillside-Sandbox": "1" },
  });
  return response.json();
}

function draw(view) {
  const sum = view.amount === null ? "to keep this card" : price(view.amount, view.currency);
  at("what").textContent = view.isWaiting
    ? `${view.shopName} asks for ${sum}, card ending ${view.last4}.`
    : view.isPaid
      ? "Done: the bank is content."
      : "This request is over.";
  at("complete").disabled = !view.isWaiting;
  at("fail").disabled = !view.isWaiting;
}

async function answer(how) {
  const { returnTo } = await ask("POST", `/${how}`);
  if (returnTo) location.assign(returnTo);
  else draw(await ask("GET", "/view"));
}

draw(await ask("GET", "/view"));
at("complete").addEventListener("click", () => answer("complete"));
at("fail").addEventListener("click", () => answer("fail"));
