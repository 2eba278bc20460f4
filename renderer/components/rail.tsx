import {
  FileText,
  Gift,
  Inbox,
  Lock,
  MonitorCog,
  Nfc,
  ReceiptText,
  ShoppingBasket,
  UsersRound,
  type LucideIcon,
} from "lucide-react";
import { goTo } from "../actions/navigate.ts";
import { lockTill } from "../actions/people.ts";
import { useUi, type Place } from "../store/ui-store.ts";
import { KeyCap } from "./key-cap.tsx";
import { t } from "../i18n/t.ts";
import { chosenKey } from "../keys/keymap.ts";
import { shortcutOf, useShortcut } from "../keys/use-shortcut.ts";
import { useSettings } from "../store/settings-store.ts";

const sections: readonly Readonly<{
  place: Place;
  name: string;
  keyName: string;
  icon: LucideIcon;
}>[] = [
  { place: "sale", name: t("frame.sell"), keyName: "Alt 1", icon: ShoppingBasket },
  { place: "sales", name: t("frame.sales"), keyName: "Alt 2", icon: ReceiptText },
  { place: "reports", name: t("frame.reports"), keyName: "Alt 3", icon: FileText },
  { place: "drawer", name: t("frame.drawer"), keyName: "F11", icon: Inbox },
  { place: "people", name: t("frame.people"), keyName: "Alt 5", icon: UsersRound },
  { place: "readers", name: t("frame.readers"), keyName: "Alt 6", icon: Nfc },
  { place: "credit", name: t("frame.credit"), keyName: "Alt G", icon: Gift },
  { place: "settings", name: t("frame.settings"), keyName: "Alt S", icon: MonitorCog },
];

/** The section that a place without a rail entry of its own belongs to. */
const sectionOf: Partial<Record<Place, Place>> = { "z-reports": "reports", holds: "credit" };

/** The ways between the register's sections, at the edge of all but the selling screens. */
export function Rail() {
  const current = useUi((state) => state.place);
  const keymap = useSettings((state) => state.keys);
  return (
    <nav className="rail" aria-label={t("frame.sections")}>
      {sections.map(({ place, name, keyName, icon: Icon }) => (
        <button
          key={place}
          type="button"
          aria-current={place === (sectionOf[current] ?? current) ? "page" : undefined}
          aria-keyshortcuts={shortcutOf(chosenKey(keyName.replace(" ", "+"), keymap))}
          onClick={() => goTo(place)}
        >
          <Icon aria-hidden="true" />
          {name}
          <KeyCap name={keyName} />
        </button>
      ))}
      <button
        type="button"
        className="rail-lock"
        aria-keyshortcuts={useShortcut("F8")}
        onClick={() => void lockTill()}
      >
        <Lock aria-hidden="true" />
        {t("frame.lock")}
        <KeyCap name="F8" />
      </button>
    </nav>
  );
}
