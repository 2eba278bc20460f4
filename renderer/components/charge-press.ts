import { t } from "../i18n/t.ts";
import { useSettings } from "../store/settings-store.ts";
import { useHold } from "./use-hold.ts";

/**
 * What presses a button that puts an amount on a reader: a tap, or where this screen is set so a
 * second's hold. Its function key charges at once either way: no finger slips onto it.
 */
export function useChargePress(name: string, onPress: () => void, mayCharge: boolean) {
  const mustHold = useSettings(({ charge }) => charge === "hold") && mayCharge;
  const { isHeld, holding } = useHold(onPress);
  if (!mustHold) return { name, className: "", handlers: { onClick: onPress } };
  return {
    name: isHeld ? t("risk.held") : t("charge.hold", { name }),
    className: isHeld ? " hold held" : " hold",
    handlers: holding,
  };
}
