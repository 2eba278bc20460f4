import type { LucideIcon } from "lucide-react";
import { KeyCap } from "./key-cap.tsx";

type Props = Readonly<{
  name: string;
  icon: LucideIcon;
  keyName: string;
  isDisabled?: boolean;
  onPress: () => void;
}>;

/** A neighbour of the primary: name above, icon and key below. */
export function TallButton({ name, icon: Icon, keyName, isDisabled = false, onPress }: Props) {
  return (
    <button
      type="button"
      className="button tall"
      disabled={isDisabled}
      aria-keyshortcuts={keyName.replace(" ", "+")}
      onClick={onPress}
    >
      <b>{name}</b>
      <Icon aria-hidden="true" />
      <KeyCap name={keyName} />
    </button>
  );
}
