import { KeyCap } from "./key-cap.tsx";
import { useShortcut } from "../keys/use-shortcut.ts";

type Props = Readonly<{
  name: string;
  keyName: string;
  figure?: string;
  /** What is still missing; while there is something the button waits and says it. */
  why?: string | null;
  onPress: () => void;
}>;

/** The one ink block of a screen, bottom right. */
export function PrimaryButton({ name, keyName, figure, why = null, onPress }: Props) {
  return (
    <button
      type="button"
      className="primary"
      disabled={why !== null}
      aria-keyshortcuts={useShortcut(keyName)}
      onClick={onPress}
    >
      {name}
      <KeyCap name={keyName} />
      {why !== null && <span className="why">{why}</span>}
      {why === null && figure !== undefined && <span className="amount num">{figure}</span>}
    </button>
  );
}
