import { useEffect, useEffectEvent } from "react";
import { isCovered } from "../store/ui-store.ts";
import { useSettings } from "../store/settings-store.ts";
import { registerKeys, withheld } from "./bound-keys.ts";
import { isComposing } from "./composing.ts";
import { isCharacter, isOptionText, keyName } from "./key-name.ts";
import { boundKey } from "./keymap.ts";
import { SEARCH_ID } from "./search-id.ts";

export type KeyBindings = Readonly<Record<string, () => void>>;

/** Keys that may go on while they are held; for all others a long press means once. */
const repeating = new Set(["ArrowUp", "ArrowDown", "Backspace"]);

/**
 * Binds keys for as long as the component is on the screen. A dialog over the screen takes all
 * keys; a focused button keeps Enter and Space, a text field what is typed and edited in it, an input
 * method what it composes; a field keeps any other key by stopping its propagation.
 */
export function useKeys(bindings: KeyBindings): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const name = boundKey(keyName(event), useSettings.getState().keys);
    if (name === null) {
      event.preventDefault();
      return;
    }
    const bound = bindings[name];
    if (!bound) return;
    // A dialog takes the till's meaning of a key; the browser's own would still leave the till.
    if (isCovered()) {
      if (/^F\d/.test(name)) event.preventDefault();
      return;
    }
    if (isForFocusedControl(event, name)) return;
    event.preventDefault();
    if (!event.repeat || repeating.has(name)) bound();
  });
  const meaningful = useEffectEvent(() =>
    Object.keys(bindings).filter((name) => bindings[name] !== withheld),
  );
  useEffect(() => registerKeys(() => meaningful()), []);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      press(event);
    };
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", listen);
    };
  }, []);
}

/** Where letters go to a choice that begins with them. */
const typed = "[data-typed]";
const textFields = "input:not([type=checkbox], [type=radio]), textarea";

function isForFocusedControl(event: KeyboardEvent, name: string): boolean {
  const { key, target } = event;
  if (!(target instanceof Element)) return false;
  // What is typed into a field is text; with Alt or Ctrl it is a key of the screen there, too.
  const isInField = target.matches(textFields);
  if (isInField && (isText(event, target) || isEditing(name, target))) return true;
  if (isTyped(event) && target.closest(typed)) return true;
  if (key !== "Enter" && key !== " ") return false;
  return target.closest("button, a, [role=option], [role=tab]") !== null;
}

/** The sale's search has the focus most of the day: there Alt is the screen's, on a Mac, too. */
function isText(event: KeyboardEvent, field: Element): boolean {
  if (isTyped(event)) return true;
  return field.id !== SEARCH_ID && isOptionText(event, navigator.userAgent);
}

function isTyped({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return isCharacter(key) && !altKey && !ctrlKey && !metaKey;
}

const editing = new Set(["Delete", "Backspace", "Ctrl+Delete"]);

/**
 * What undoes or takes away in a field is the field's. The sale's search says itself which keys it
 * keeps: it has the focus most of the day.
 */
function isEditing(name: string, field: Element): boolean {
  if (field.id === SEARCH_ID || !("value" in field)) return false;
  return name === "Ctrl+Z" || editing.has(name);
}
