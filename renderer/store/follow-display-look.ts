import { api } from "../api.ts";
import { language } from "../i18n/language.ts";
import { useRegister } from "./register-store.ts";
import { useSettings } from "./settings-store.ts";

/**
 * Tells the register how the till is shown, for the customer's displays: at each connection, for a
 * register that starts anew knows nothing of it, and at each change. Another language loads the page
 * again, which connects.
 */
export function followDisplayLook(): void {
  const tell = () => {
    if (useRegister.getState().connection !== "connected") return;
    const { worn, contrast } = useSettings.getState();
    void api("display.wear", { language, theme: worn, contrast });
  };
  useRegister.subscribe(({ connection }, before) => {
    if (connection !== before.connection) tell();
  });
  useSettings.subscribe(({ worn, contrast }, before) => {
    if (worn !== before.worn || contrast !== before.contrast) tell();
  });
}
