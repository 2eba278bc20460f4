import { TriangleAlert, type LucideIcon } from "lucide-react";
import { useChargePress } from "./charge-press.ts";
import { KeyCap } from "./key-cap.tsx";
import { useShortcut } from "../keys/use-shortcut.ts";

type Props = Readonly<{
  name: string;
  icon: LucideIcon;
  keyName: string;
  isDisabled?: boolean;
  /** What does not work just now, in a word; the button keeps its place and still answers. */
  trouble?: string | null;
  /** It puts an amount on a reader, which this screen may want to be held for. */
  isCharge?: boolean;
  onPress: () => void;
}>;

/** A neighbour of the primary: name above, icon and key below. */
export function TallButton(props: Props) {
  const { icon: Icon, keyName, isDisabled = false, trouble = null } = props;
  const { name, className, handlers } = useChargePress(
    props.name,
    props.onPress,
    props.isCharge ?? false,
  );
  return (
    <button
      type="button"
      className={`button tall${className}`}
      disabled={isDisabled}
      aria-keyshortcuts={useShortcut(keyName.replace(" ", "+").replace("Esc", "Escape"))}
      {...handlers}
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
