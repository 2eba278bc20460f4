import { TriangleAlert, type LucideIcon } from "lucide-react";
import { KeyCap } from "./key-cap.tsx";
import { useShortcut } from "../keys/use-shortcut.ts";

type Props = Readonly<{
  name: string;
  icon: LucideIcon;
  keyName: string;
  isDisabled?: boolean;
  /** What does not work just now, in a word; the button keeps its place and still answers. */
  trouble?: string | null;
  onPress: () => void;
}>;

/** A neighbour of the primary: name above, icon and key below. */
export function TallButton(props: Props) {
  const { name, icon: Icon, keyName, isDisabled = false, trouble = null, onPress } = props;
  return (
    <button
      type="button"
      className="button tall"
      disabled={isDisabled}
      aria-keyshortcuts={useShortcut(keyName.replace(" ", "+").replace("Esc", "Escape"))}
      onClick={onPress}
    >
      <b>{name}</b>
      {trouble === null ? (
        <>
          <Icon aria-hidden="true" />
          <KeyCap name={keyName} />
        </>
      ) : (
        <span className="trouble">
          <TriangleAlert className="small" aria-hidden="true" />
          {trouble}
        </span>
      )}
    </button>
  );
}
