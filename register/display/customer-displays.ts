import type { Input, RegisterEvent } from "../../contract/commands.ts";
import type { CustomerDisplays, DisplayLook, DisplayView } from "../../contract/display-views.ts";
import type { RegisterView } from "../../contract/views.ts";
import { nextDisplay, openDisplay } from "./display-state.ts";

export type Displays = CustomerDisplays &
  Readonly<{
    hear: (event: RegisterEvent) => void;
    /** Answers how the till is shown from now on. */
    wear: (asked: Input<"display.wear">) => DisplayLook;
  }>;

/** The customer's displays of a register: they follow what the screens are told, in fewer words. */
export function createCustomerDisplays(view: RegisterView): Displays {
  const { mode, shop } = view;
  const { name, currency, taxName, taxMode } = shop;
  const listeners = new Set<(view: DisplayView) => void>();
  let display = openDisplay(view.sale, view.payment);
  let look: DisplayLook | null = null;
  let isReal = mode === "shop" && !view.day.isTraining;

  const shown = (): DisplayView => ({
    look,
    shop: { name, currency, taxName, taxMode },
    isReal,
    content: display.content,
  });
  const tell = () => {
    for (const listener of listeners) listener(shown());
  };
  return {
    hear(event) {
      const before = { content: display.content, isReal };
      display = nextDisplay(display, event);
      if (event.event === "day-changed") isReal = mode === "shop" && !event.view.isTraining;
      if (display.content !== before.content || isReal !== before.isReal) tell();
    },
    wear({ look: next, isChosen }) {
      if (look !== null && !isChosen) return look;
      look = next;
      tell();
      return next;
    },
    follow(listener) {
      listeners.add(listener);
      listener(shown());
      return () => void listeners.delete(listener);
    },
  };
}
