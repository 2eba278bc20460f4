/** What fingers type on the glass, as nodes. */

import { key, node } from "./nodes.js";

/** A labelled field of the form for a card that is not there. */
function detail(name, label, { value, className = "" }) {
  const field = node("input", "field");
  Object.assign(field, { name, value, inputMode: "numeric", autocomplete: "off" });
  return node("label", `detail ${className}`, label, field);
}

/**
 * The chosen card's details stand there already, good for two years. The postal code is asked for
 * as the reader does, and no bank here checks it.
 */
export function cardForm(view, acts) {
  const number = acts.cardInHand() ?? "4242424242424242";
  const year = String(new Date(view.nowMs).getFullYear() + 2).slice(-2);
  const form = node(
    "form",
    "typed",
    detail("number", "Card number", {
      value: number.replace(/.{4}(?=.)/g, "$& "),
      className: "wide",
    }),
    detail("expiry", "Expires", { value: `12/${year}` }),
    detail("cvc", "CVC", { value: "123" }),
    detail("postal", "Postal code", { value: "D02 X285", className: "wide" }),
    node("button", "key ink wide", "Submit"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { number, expiry, cvc } = Object.fromEntries(new FormData(form));
    const [month, years] = expiry.split("/");
    acts.typed({
      number: number.trim(),
      expMonth: Number(month),
      expYear: Number(years),
      cvc: cvc.trim() || null,
    });
  });
  return form;
}

/** What a customer types on the glass; left empty, a sample is given. */
const samples = {
  email: "jenny.rosen@example.com",
  numeric: "4242",
  phone: "+353871234567",
  text: "Thank you",
};

function typed({ type }, text) {
  if (type === "signature") return node("span", "field signature", "Signed with a finger");
  const field = node("input", "field");
  field.placeholder = type;
  field.setAttribute("aria-label", text.title ?? type);
  return field;
}

/** A switch that stands as the shop set it until a finger turns it. */
function toggleOf({ title, description, default_value: standing }) {
  const button = node("button", "toggle", node("b", "", title ?? description ?? ""));
  if (title && description) button.append(node("span", "meta", description));
  button.type = "button";
  button.setAttribute("role", "switch");
  const set = (isOn) => button.setAttribute("aria-checked", String(isOn));
  set(standing === "enabled");
  button.addEventListener("click", () => set(button.getAttribute("aria-checked") !== "true"));
  return button;
}

/** One question of several; they come one after the other. */
export function drawInput(asked, answered) {
  const text = asked.custom_text ?? {};
  const toggles = (asked.toggles ?? []).map(toggleOf);
  const standing = () =>
    toggles.map((each) => (each.getAttribute("aria-checked") === "true" ? "enabled" : "disabled"));
  const choices = (asked.selection?.choices ?? []).map((choice) =>
    key(choice.text, choice.style === "secondary" ? "quiet" : "", () =>
      answered(choice.id, standing()),
    ),
  );
  const field = typed(asked, text);
  const submit = key(text.submit_button ?? "Submit", "ink", () =>
    answered(field.value || (samples[asked.type] ?? "signed"), standing()),
  );
  const skip = asked.required
    ? []
    : [key(text.skip_button ?? "Skip", "quiet", () => answered(null, standing()))];
  return [
    node("b", "say ask", text.title ?? asked.type),
    node("span", "meta", text.description ?? ""),
    ...(choices.length ? [] : [field]),
    ...toggles,
    node("div", "keys one", ...(choices.length ? choices : [submit]), ...skip),
  ];
}
