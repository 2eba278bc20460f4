import { useEffect, useEffectEvent, useState } from "react";
import { useSettings } from "../store/settings-store.ts";
import { fieldOf, type Field } from "./type-into.ts";

export const KEYBOARD_ID = "screen-keyboard";

/**
 * The field that a finger pressed, for as long as it has the focus. One that has the focus of itself
 * is none: the keyboard would lie over what the finger wants to press next.
 */
export function useTouchedField() {
  const [field, setField] = useState<Field | null>(null);
  const wanted = useSettings((state) => state.keyboard);
  const meant = useEffectEvent((target: EventTarget | null, isTouch: boolean) =>
    wanted === "press" || (wanted === "touch" && isTouch) ? fieldOf(target) : null,
  );
  useEffect(() => {
    let isTouch = false;
    const end = new AbortController();
    const { signal } = end;
    const press = ({ pointerType }: PointerEvent) => {
      isTouch = pointerType === "touch";
    };
    // After the press has done its act: a screen that moves under a finger is pressed elsewhere.
    const click = (event: MouseEvent) => {
      if (!isOwn(event)) setField(meant(event.target, isTouch));
    };
    const focus = ({ target }: FocusEvent) => setField((now) => (now === target ? now : null));
    const blur = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget === null) setField(null);
    };
    const type = ({ isTrusted }: KeyboardEvent) => {
      if (isTrusted) setField(null);
    };
    window.addEventListener("pointerdown", press, { capture: true, signal });
    window.addEventListener("click", click, { signal });
    window.addEventListener("focusin", focus, { signal });
    window.addEventListener("focusout", blur, { signal });
    window.addEventListener("keydown", type, { capture: true, signal });
    return () => end.abort();
  }, []);
  return { field, hide: () => setField(null) };
}

function isOwn({ target }: Event): boolean {
  return target instanceof Element && target.closest(`#${KEYBOARD_ID}`) !== null;
}
