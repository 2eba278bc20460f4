import type { RegisterEvent } from "../../contract/commands.ts";
import type { CustomerDisplays, DisplayView } from "../../contract/display-views.ts";
import type { RegisterView } from "../../contract/views.ts";
import { nextDisplay, openDisplay } from "./display-state.ts";

type Displays = CustomerDisplays & Readonly<{ hear: (event: RegisterEvent) => void }>;

/** The customer's displays of a register: they follow what the screens are told, in fewer words. */
export function createCustomerDisplays(view: RegisterView): Displays {
  const { mode, shop } = view;
  const { name, currency, taxName, taxMode } = shop;
  const listeners = new Set<(view: DisplayView) => void>();
  let display = openDisplay(view.sale, view.payment);
  let isReal = mode === "shop" && !view.day.isTraining;

  const shown = (): DisplayView => ({
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
    follow(listener) {
      listeners.add(listener);
      listener(shown());
      return () => void listeners.delete(listener);
    },
  };
}
