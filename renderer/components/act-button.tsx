import type { LucideIcon } from "lucide-react";
import { useShortcut } from "../keys/use-shortcut.ts";
import { KeyCap } from "./key-cap.tsx";

type Props = Readonly<{
  name: string;
  icon: LucideIcon;
  keyName: string;
  isDisabled?: boolean;
  onPress: () => void;
}>;

/** Something that can be done here, with its picture and its key. */
export function ActButton({ name, icon: Icon, keyName, isDisabled = false, onPress }: Props) {
  return (
    <button
      type="button"
      className="button"
      disabled={isDisabled}
      aria-keyshortcuts={useShortcut(keyName.replace(" ", "+"))}
      onClick={onPress}
    >
      <Icon aria-hidden="true" />
      {name}
      <KeyCap name={keyName} />
    </button>
  );
}
