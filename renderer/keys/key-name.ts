/** What a key press is called in a binding: "F12", "Delete", "7", "Ctrl+Z", "Alt+2". */
export function keyName(
  event: Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey">,
): string {
  const { key, code, ctrlKey, metaKey, altKey } = event;
  // With Alt held some layouts type another character, so the digit is read off the key itself.
  const digit = altKey ? /^Digit(\d)$/.exec(code)?.[1] : undefined;
  const name = digit ?? (key.length === 1 ? key.toUpperCase() : key);
  return `${ctrlKey || metaKey ? "Ctrl+" : ""}${altKey ? "Alt+" : ""}${name}`;
}

const shortNames: Readonly<Record<string, string>> = {
  ...{ Escape: "Esc", Delete: "Del", PageUp: "PgUp", PageDown: "PgDn" },
  ...{ ArrowUp: "↑", ArrowDown: "↓", Backspace: "⌫" },
};

/** The binding's name as key caps write it: "Ctrl Del" for "Ctrl+Delete". */
export function capOf(key: string): string {
  return key
    .split("+")
    .map((part) => shortNames[part] ?? part)
    .join(" ");
}
