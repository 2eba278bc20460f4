/** A field of the screen that a finger can type into. */
export type Field = HTMLInputElement | HTMLTextAreaElement;

const notTyped = ["checkbox", "radio", "range", "file", "button", "submit"];

export function fieldOf(target: EventTarget | null): Field | null {
  const isText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  // "none" says that the screen brings keys of its own for it.
  if (!isText || target.readOnly || target.inputMode === "none") return null;
  return notTyped.includes(target.type) ? null : target;
}

/** Whether only figures go into it. */
export function isForFigures(field: Field): boolean {
  return field.inputMode === "decimal" || field.inputMode === "numeric";
}

/** Puts the text where the caret is, as a key would; the screen hears of it as of any typing. */
export function typeText(field: Field, text: string): void {
  const { selectionStart, selectionEnd, value, maxLength } = field;
  const from = selectionStart ?? value.length;
  const to = selectionEnd ?? value.length;
  const isFull = maxLength >= 0 && value.length - (to - from) + text.length > maxLength;
  if (!isFull && isWanted(field, "insertText", text)) replace(field, [from, to], text);
}

/** Takes away what is marked, or the sign before the caret. */
export function typeBackspace(field: Field): void {
  const { selectionStart, selectionEnd, value } = field;
  const to = selectionEnd ?? value.length;
  const start = selectionStart ?? value.length;
  const from = start === to ? before(value, to) : start;
  if (from < to && isWanted(field, "deleteContentBackward", null)) replace(field, [from, to], "");
}

/** A letter may be two units long. */
function before(value: string, at: number): number {
  const last = Array.from(value.slice(0, at)).at(-1) ?? "";
  return at - last.length;
}

/** A field that takes digits only may say no. */
function isWanted(field: Field, inputType: string, data: string | null): boolean {
  const about = { inputType, data, bubbles: true, cancelable: true };
  return field.dispatchEvent(new InputEvent("beforeinput", about));
}

function replace(field: Field, [from, to]: readonly [number, number], text: string): void {
  const { value } = field;
  write(field, value.slice(0, from) + text + value.slice(to));
  const at = from + text.length;
  // Fields such as those for addresses of mail know no caret.
  if (field.selectionStart !== null) field.setSelectionRange(at, at);
}

/** Past React's own setter, which would take the value for one that it set itself. */
function write(field: Field, value: string): void {
  const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  Object.getOwnPropertyDescriptor(kind.prototype, "value")?.set?.call(field, value);
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** As the key does: what the screen makes of it, else the field's form is handed in. */
export function typeEnter(field: Field): void {
  const about = { key: "Enter", code: "Enter", bubbles: true, cancelable: true };
  const isOpen = field.dispatchEvent(new KeyboardEvent("keydown", about));
  field.dispatchEvent(new KeyboardEvent("keyup", about));
  if (!isOpen) return;
  if (field instanceof HTMLTextAreaElement) typeText(field, "\n");
  else field.form?.requestSubmit();
}
