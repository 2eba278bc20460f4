import type { ReactNode } from "react";
import type { Figure } from "../store/ui-store.ts";
import { explainWords } from "./explain-words.ts";

/** Opens a number into what makes it. */
export type Explain = (figure: Figure) => void;

type Props = Readonly<{
  title: string;
  /** The report's figures behind the number, as docs/ledger.md names them. */
  names: readonly string[];
  /** The number as it stands on the screen. */
  value: string;
  explain: Explain;
  /** The number as it is drawn, where it wears a rule. */
  children?: ReactNode;
}>;

/** A number of a report. It looks like one, and a press shows the entries behind it. */
export function FigureButton({ title, names, value, explain, children }: Props) {
  return (
    <button
      type="button"
      className="figure-button"
      aria-haspopup="dialog"
      aria-label={explainWords.ask(title, value)}
      onClick={() => explain({ title, names })}
    >
      {children ?? value}
    </button>
  );
}
