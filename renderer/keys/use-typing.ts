import { useEffect } from "react";
import { flushSync } from "react-dom";
import { goTo } from "../actions/navigate.ts";
import { useUi } from "../store/ui-store.ts";

export const SEARCH_ID = "search";

/**
 * What is typed on the sale without a focused field goes into the search. On the change it begins
 * the next sale: the field gets the focus before the browser delivers the character to it.
 */
export function useTypingGoesToSearch(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { place, panel, shownReceipt } = useUi.getState();
      const isSelling = (place === "sale" && panel === null) || place === "change";
      if (!isSelling || shownReceipt || !isTyping(event)) return;
      if (place === "change") {
        flushSync(() => {
          goTo("sale");
        });
      }
      document.getElementById(SEARCH_ID)?.focus();
    };
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", listen);
    };
  }, []);
}

function isTyping({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  const isCharacter = key.length === 1 && key !== " ";
  return isCharacter && !ctrlKey && !metaKey && !altKey && !(target instanceof HTMLInputElement);
}
