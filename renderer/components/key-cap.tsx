import { CornerDownLeft } from "lucide-react";
import { capOf } from "../keys/key-name.ts";
import { chosenKey } from "../keys/keymap.ts";
import { useSettings } from "../store/settings-store.ts";

/**
 * The key chosen for an action, by the house's key for it, drawn on its button by the style sheet: it is no part of the button's name.
 * Screen readers hear it from aria-keyshortcuts.
 */
export function KeyCap({ name }: Readonly<{ name: string }>) {
  const cap = useSettings((state) => capOf(chosenKey(name, state.keys)));
  if (name !== "Enter") return <kbd aria-hidden="true" data-key={cap} />;
  return (
    <kbd aria-hidden="true">
      <CornerDownLeft />
    </kbd>
  );
}
