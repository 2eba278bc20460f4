import { useEffect, useEffectEvent, useState, type KeyboardEvent } from "react";

/** Long enough to be meant, by finger as by key. The style sheet fills the groove in this time. */
const HOLD_MS = 1_000;

/** A button that acts once it was held for a second, by finger or key; letting go empties it. */
export function useHold(onConfirm: () => void) {
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
  const holding = {
    onPointerDown: hold,
    onPointerUp: letGo,
    onPointerLeave: letGo,
    onPointerCancel: letGo,
    onKeyDown: press,
    onKeyUp: letGo,
    onBlur: letGo,
  };
  return { isHeld, holding };
}
