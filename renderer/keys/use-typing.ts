import { useEffect, type RefObject } from "react";
import { flushSync } from "react-dom";
import { leavePayment } from "../actions/lanes.ts";
import { isOpenPayment } from "../format/payment-region.ts";
import { isCovered, useUi } from "../store/ui-store.ts";
import { isComposing } from "./composing.ts";
import { isCharacter } from "./key-name.ts";
import { SEARCH_ID } from "./search-id.ts";

/**
 * What is typed on the sale without a focused field goes into the search. On the change and on a
 * card payment that has ended it begins the next sale: the field gets the focus before the browser
 * delivers the character to it.
 */
export function useTypingGoesToSearch(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { place, panel } = useUi.getState();
      const isSelling = place === "sale" && panel === null;
      if (!(isSelling || isOver()) || isCovered() || !isTyping(event)) return;
      if (isOver()) flushSync(leavePayment);
      document.getElementById(SEARCH_ID)?.focus();
    };
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", listen);
    };
  }, []);
}

/** A digit that is typed beside the only field of a form goes into it; the help over it takes none. */
export function useDigitsGoTo(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isDigit = isTyping(event) && /^\p{Nd}$/u.test(event.key);
      if (isDigit && useUi.getState().help === null) field.current?.focus();
    };
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", listen);
    };
  }, [field]);
}

/** What stays on the screen only until the next sale begins. */
function isOver(): boolean {
  const { place, paying } = useUi.getState();
  return place === "change" || (place === "payment" && !!paying && !isOpenPayment(paying.payment));
}

function isTyping(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  if (isComposing(event) || !isCharacter(key) || key === " ") return false;
  return !ctrlKey && !metaKey && !altKey && !(target instanceof HTMLInputElement);
}
