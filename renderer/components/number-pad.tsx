import { Delete } from "lucide-react";
import type { DigitKey } from "../format/digits-entry.ts";
import { t } from "../i18n/t.ts";

/** Calculator order; zero under the two, as on every cash register. */
const keys: readonly DigitKey[] = ["7", "8", "9", "4", "5", "6", "1", "2", "3", "00", "0"];

type Props = Readonly<{ label: string; onKey: (key: DigitKey) => void }>;

export function NumberPad({ label, onKey }: Props) {
  return (
    <div className="pad" role="group" aria-label={label}>
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          className="button"
          onClick={() => {
            onKey(key);
          }}
        >
          {key}
        </button>
      ))}
      <button
        type="button"
        className="button function"
        aria-label={t("frame.deleteDigit")}
        onClick={() => {
          onKey("delete");
        }}
      >
        <Delete aria-hidden="true" />
      </button>
    </div>
  );
}
