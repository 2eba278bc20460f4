import type { RegisterEvent } from "../../contract/commands.ts";
import type { CustomerDisplays, DisplayLook, DisplayView } from "../../contract/display-views.ts";
import type { RegisterView } from "../../contract/views.ts";
import { nextDisplay, openDisplay } from "./display-state.ts";

export type Displays = CustomerDisplays &
  Readonly<{
    hear: (event: RegisterEvent) => void;
    /** The till is shown so from now on. */
    wear: (look: DisplayLook) => void;
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
    wear(next) {
      look = next;
      tell();
    },
    follow(listener) {
      listeners.add(listener);
      listener(shown());
      return () => void listeners.delete(listener);
    },
  };
}
