import { useKeys } from "../keys/use-keys.ts";
import { reasonKeys } from "../keys/keymap.ts";
import { KeyCap } from "./key-cap.tsx";

type Props<Reason extends string> = Readonly<{
  label: string;
  /** Each reason and what its button says, in the order of the buttons. */
  words: Readonly<Record<Reason, string>>;
  chosen: Reason | null;
  onChoose: (reason: Reason) => void;
}>;

/** Why something is done to a price: one button and one key a reason. */
export function ReasonChoices<Reason extends string>({ label, words, ...choice }: Props<Reason>) {
  const reasons = Object.keys(words) as Reason[];
  const keyed = reasons.slice(0, reasonKeys.length);
  const bindings = keyed.map(
    (reason, at) => [`Alt+${reasonKeys[at] ?? ""}`, () => choice.onChoose(reason)] as const,
  );
  useKeys(Object.fromEntries(bindings));
  return (
    <div className="choices foot">
      <span className="label">{label}</span>
      <div className="reasons" role="group" aria-label={label}>
        {reasons.map((reason, at) => (
          <button
            key={reason}
            type="button"
            className="button"
            aria-pressed={choice.chosen === reason}
            aria-keyshortcuts={reasonKeys[at] && `Alt+${reasonKeys[at]}`}
            onClick={() => {
              choice.onChoose(reason);
            }}
          >
            {words[reason]}
            {reasonKeys[at] && <KeyCap name={`Alt ${reasonKeys[at]}`} />}
          </button>
        ))}
      </div>
    </div>
  );
}
