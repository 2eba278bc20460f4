import { t } from "../i18n/t.ts";

type Props = Readonly<{
  /** The words that go into the book, in the order of the buttons. */
  reasons: readonly string[];
  reason: string;
  onReason: (reason: string) => void;
}>;

/** Reasons are chosen, not typed; the usual one is down already. */
export function ReasonChoice({ reasons, reason, onReason }: Props) {
  return (
    <div className="reason-choice" role="group" aria-label={t("risk.reason")}>
      <span className="label">{t("risk.reason")}</span>
      {reasons.map((one) => (
        <button
          key={one}
          type="button"
          className="button"
          aria-pressed={one === reason}
          onClick={() => {
            onReason(one);
          }}
        >
          {one}
        </button>
      ))}
    </div>
  );
}
