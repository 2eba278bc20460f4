import { api } from "../api.ts";
import { language } from "../i18n/language.ts";
import { useRegister } from "./register-store.ts";
import { useSettings } from "./settings-store.ts";

const TOLD_KEY = "tillside-told-look";

type Kept = Pick<Storage, "getItem" | "setItem">;

/**
 * Tells the register how the till is shown, for the customer's displays: at each connection, for a
 * register that starts anew knows nothing of it, and at each change. Another language loads the page
 * again, which connects: what was told last, kept beside the settings, says that it was chosen. An
 * office's window that only connects changes nothing at the counter.
 */
export function followDisplayLook(kept: Kept): void {
  const tell = () => {
    if (useRegister.getState().connection !== "connected") return;
    const { worn, contrast } = useSettings.getState();
    const look = { language, theme: worn, contrast };
    const said = JSON.stringify(look);
    const before = kept.getItem(TOLD_KEY);
    const isChosen = before !== null && before !== said;
    void api("display.wear", { look, isChosen }).then(({ ok }) => {
      if (ok) kept.setItem(TOLD_KEY, said);
    });
  };
  useRegister.subscribe(({ connection }, before) => {
    if (connection !== before.connection) tell();
  });
  useSettings.subscribe(({ worn, contrast }, before) => {
    if (worn !== before.worn || contrast !== before.contrast) tell();
  });
}
