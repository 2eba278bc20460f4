/** The pieces that the pages are put together from. Text is only ever text. */

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

export function key(label, className, press) {
  const button = node("button", `key ${className}`, ...(Array.isArray(label) ? label : [label]));
  button.type = "button";
  button.addEventListener("click", press);
  return button;
}

/** Minor units as a price; the currency itself says how many decimals it has. */
export function price(minor, currency) {
  const format = new Intl.NumberFormat("en-IE", { style: "currency", currency });
  return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
}
