type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey">;

/** What a key press is called in a binding: "F12", "Delete", "7", "Ctrl+Z", "Alt+2". */
export function keyName(event: Pressed): string {
  const { key, ctrlKey, metaKey, altKey } = event;
  const name = engraved(event) ?? (key.length === 1 ? key.toUpperCase() : key);
  return `${ctrlKey || metaKey ? "Ctrl+" : ""}${altKey ? "Alt+" : ""}${name}`;
}

/** Whether a key types text. Some layouts type two letters with one key. */
export function isCharacter(key: string): boolean {
  return key.length === 1 || /\P{ASCII}/u.test(key);
}

/**
 * On a Mac Option types: ś and @ are text, where another system's Alt would be a key of the screen.
 * Its plain letters and digits are none.
 */
export function isOptionText({ key, altKey, ctrlKey, metaKey }: Pressed, agent: string): boolean {
  const isAlone = altKey && !ctrlKey && !metaKey;
  return agent.includes("Mac") && isAlone && isCharacter(key) && !/^[a-z0-9]$/i.test(key);
}

/**
 * The Latin letter or digit on the key itself, where the layout types another character there: all
 * of a Greek or an Arabic one, and any with Alt held. Null where what is typed counts: AZERTY and
 * Dvorak have their letters elsewhere.
 */
function engraved({ key, code, altKey }: Pressed): string | null {
  const [, digit, letter] = /^(?:Digit(\d)|Key([A-Z]))$/.exec(code) ?? [];
  if (digit !== undefined) return altKey || /\p{Nd}/u.test(key) ? digit : null;
  if (letter === undefined || !isCharacter(key)) return null;
  const isRead = altKey ? /^[a-z]$/i.test(key) : /^(?:\p{ASCII}|\p{Script=Latin})$/u.test(key);
  return isRead ? null : letter;
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
