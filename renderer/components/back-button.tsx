import { ArrowLeft } from "lucide-react";
import { KeyCap } from "./key-cap.tsx";

/** Goes back one and destroys nothing; at the far end from the money. */
export function BackButton({ onPress }: Readonly<{ onPress: () => void }>) {
  return (
    <button type="button" className="button" aria-label="Back" onClick={onPress}>
      <ArrowLeft aria-hidden="true" />
      <KeyCap name="Esc" />
    </button>
  );
}
