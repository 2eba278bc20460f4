import { useChargePress } from "./charge-press.ts";
import { KeyCap } from "./key-cap.tsx";
import { useShortcut } from "../keys/use-shortcut.ts";

type Props = Readonly<{
  name: string;
  keyName: string;
  figure?: string;
  /** What is still missing; while there is something the button waits and says it. */
  why?: string | null;
  /** It puts an amount on a reader, which this screen may want to be held for. */
  isCharge?: boolean;
  onPress: () => void;
}>;

/** The one ink block of a screen, bottom right. */
export function PrimaryButton({ keyName, figure, why = null, ...props }: Props) {
  const { isCharge = false, onPress } = props;
  const { name, className, handlers } = useChargePress(props.name, onPress, isCharge);
  return (
    <button
      type="button"
      className={`primary${className}`}
      disabled={why !== null}
      aria-keyshortcuts={useShortcut(keyName)}
      {...handlers}
    >
      {name}
      <KeyCap name={keyName} />
      {why !== null && <span className="why">{why}</span>}
      {why === null && figure !== undefined && <span className="amount num">{figure}</span>}
    </button>
  );
}
