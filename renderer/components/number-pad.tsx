import { Delete } from "lucide-react";
import type { DigitKey } from "../format/digits-entry.ts";
import { useSettings, type Settings } from "../store/settings-store.ts";
import { t } from "../i18n/t.ts";

/** Zero under the middle, as on every cash register. */
const keysOf: Readonly<Record<Settings["pad"], readonly DigitKey[]>> = {
  calculator: ["7", "8", "9", "4", "5", "6", "1", "2", "3", "00", "0"],
  telephone: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "00", "0"],
};

type Props = Readonly<{ label: string; onKey: (key: DigitKey) => void }>;

export function NumberPad({ label, onKey }: Props) {
  const keys = useSettings(({ pad }) => keysOf[pad]);
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
