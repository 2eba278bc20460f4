import { PencilLine } from "lucide-react";
import type { EntryView } from "../../../contract/views.ts";
import { canCorrect, openCorrection } from "../../actions/correct.ts";
import { useCorrection } from "../../store/correction-store.ts";
import { correctWords as words } from "./correct-words.ts";

/** Beside an entry that moved money: it stays, and another puts it right. */
export function CorrectButton({ entry }: Readonly<{ entry: EntryView }>) {
  if (!canCorrect(entry)) return null;
  return (
    <button
      type="button"
      className="button correct"
      aria-label={words.title(entry.seq)}
      onClick={() => {
        openCorrection(entry);
      }}
    >
      <PencilLine aria-hidden="true" />
      {words.open}
    </button>
  );
}

/** What was written beside the entry, until the next correction or the screen is left. */
export function CorrectedNote() {
  const done = useCorrection((state) => state.done);
  return (
    done && (
      <p className="note plain" role="status">
        {words.done(done.seq)}
      </p>
    )
  );
}
