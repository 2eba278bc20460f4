import { KeyCap } from "./key-cap.tsx";
import { useHold } from "./use-hold.ts";

type Props = Readonly<{ name: string; heldName: string; figure: string; onConfirm: () => void }>;

/** A primary that a slip cannot press: it must be held. */
export function HoldButton({ name, heldName, figure, onConfirm }: Props) {
  const { isHeld, holding } = useHold(onConfirm);
  return (
    <button
      type="button"
      className={isHeld ? "primary hold held" : "primary hold"}
      aria-keyshortcuts="Enter"
      autoFocus
      {...holding}
    >
      {isHeld ? heldName : name}
      <KeyCap name="Enter" />
      <span className="amount num">{figure}</span>
    </button>
  );
}
