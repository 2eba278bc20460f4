import { useEffect, useEffectEvent, useState, type KeyboardEvent } from "react";
import { KeyCap } from "./key-cap.tsx";

type Props = Readonly<{ name: string; heldName: string; figure: string; onConfirm: () => void }>;

/** Long enough to be meant, by finger as by key. The style sheet fills the groove in this time. */
const HOLD_MS = 1_000;

/** A primary that a slip cannot press: it acts once it was held for a second, and lets go empties it. */
export function HoldButton({ name, heldName, figure, onConfirm }: Props) {
  const [isHeld, setHeld] = useState(false);
  const confirm = useEffectEvent(onConfirm);
  useEffect(() => {
    if (!isHeld) return;
    const timer = setTimeout(() => {
      setHeld(false);
      confirm();
    }, HOLD_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [isHeld]);
  const hold = () => {
    setHeld(true);
  };
  const letGo = () => {
    setHeld(false);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    // A key that was down before this button was there is no hold, and its click would be a slip.
    event.preventDefault();
    if (!event.repeat) hold();
  };
  return (
    <button
      type="button"
      className={isHeld ? "primary hold held" : "primary hold"}
      aria-keyshortcuts="Enter"
      autoFocus
      onPointerDown={hold}
      onPointerUp={letGo}
      onPointerLeave={letGo}
      onPointerCancel={letGo}
      onKeyDown={press}
      onKeyUp={letGo}
      onBlur={letGo}
    >
      {isHeld ? heldName : name}
      <KeyCap name="Enter" />
      <span className="amount num">{figure}</span>
    </button>
  );
}
