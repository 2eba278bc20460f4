import { ArrowLeft } from "lucide-react";
import { KeyCap } from "./key-cap.tsx";
import { t } from "../i18n/t.ts";

/** Goes back one and destroys nothing; at the far end from the money. */
export function BackButton({ onPress }: Readonly<{ onPress: () => void }>) {
  return (
    <button type="button" className="button" aria-label={t("frame.back")} onClick={onPress}>
      <ArrowLeft aria-hidden="true" />
      <KeyCap name="Esc" />
    </button>
  );
}
