import { KeyCap } from "./key-cap.tsx";
import { useHold } from "./use-hold.ts";

type Props = Readonly<{
  name: string;
  heldName: string;
  figure: string;
  isDisabled?: boolean;
  onConfirm: () => void;
}>;

/** A primary that a slip cannot press: it must be held. */
export function HoldButton({ name, heldName, figure, isDisabled = false, onConfirm }: Props) {
  const { isHeld, holding } = useHold(onConfirm);
  return (
    <button
      type="button"
      className={isHeld ? "primary hold held" : "primary hold"}
      aria-keyshortcuts="Enter"
      disabled={isDisabled}
      autoFocus
      {...holding}
    >
      {isHeld ? heldName : name}
      <KeyCap name="Enter" />
      <span className="amount num">{figure}</span>
    </button>
  );
}
