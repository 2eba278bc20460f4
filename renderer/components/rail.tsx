import { FileText, Nfc, ReceiptText, ShoppingBasket, type LucideIcon } from "lucide-react";
import { goTo } from "../actions/navigate.ts";
import { useUi, type Place } from "../store/ui-store.ts";
import { KeyCap } from "./key-cap.tsx";

const sections: readonly Readonly<{
  place: Place;
  name: string;
  keyName: string;
  icon: LucideIcon;
}>[] = [
  { place: "sale", name: "Sell", keyName: "Alt 1", icon: ShoppingBasket },
  { place: "sales", name: "Sales", keyName: "Alt 2", icon: ReceiptText },
  { place: "reports", name: "Reports", keyName: "Alt 3", icon: FileText },
  { place: "readers", name: "Reader", keyName: "Alt 4", icon: Nfc },
];

/** The ways between the register's sections, at the edge of all but the selling screens. */
export function Rail() {
  const current = useUi((state) => state.place);
  return (
    <nav className="rail" aria-label="Sections">
      {sections.map(({ place, name, keyName, icon: Icon }) => (
        <button
          key={place}
          type="button"
          aria-current={place === current ? "page" : undefined}
          aria-keyshortcuts={keyName.replace(" ", "+")}
          onClick={() => goTo(place)}
        >
          <Icon aria-hidden="true" />
          {name}
          <KeyCap name={keyName} />
        </button>
      ))}
    </nav>
  );
}
