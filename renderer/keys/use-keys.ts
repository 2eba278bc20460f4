import { useEffect, useEffectEvent } from "react";
import { isCovered } from "../store/ui-store.ts";
import { useSettings } from "../store/settings-store.ts";
import { registerKeys, withheld } from "./bound-keys.ts";
import { keyName } from "./key-name.ts";
import { boundKey } from "./keymap.ts";

export type KeyBindings = Readonly<Record<string, () => void>>;

/** Keys that may go on while they are held; for all others a long press means once. */
const repeating = new Set(["ArrowUp", "ArrowDown", "Backspace"]);

/**
 * Binds keys for as long as the component is on the screen. A dialog over the screen takes all
 * keys; a focused button keeps Enter and Space; a field keeps a key by stopping its propagation.
 */
export function useKeys(bindings: KeyBindings): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
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
    if (isForFocusedControl(event)) return;
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

function isForFocusedControl({ key, target }: KeyboardEvent): boolean {
  if (key !== "Enter" && key !== " ") return false;
  return (
    target instanceof Element && target.closest("button, a, [role=option], [role=tab]") !== null
  );
}
