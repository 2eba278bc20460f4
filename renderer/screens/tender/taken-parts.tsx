import { Check, Hourglass, Undo2 } from "lucide-react";
import type { SaleView, TakenView } from "../../../contract/views.ts";
import { askTakeBack, lastPart } from "../../actions/split.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { paidWords } from "../../format/paid-words.ts";
import { MINUS } from "../../format/locale.ts";
import { tenderWords } from "./tender-words.ts";

type Props = Readonly<{ sale: SaleView; isFixed?: boolean }>;

/** What was taken of the sale, oldest first; each can be taken back while the sale is open. */
export function TakenParts({ sale, isFixed = false }: Props) {
  if (sale.taken.length === 0) return null;
  const last = lastPart(sale)?.partId;
  return (
    <ul className="taken" aria-label={tenderWords.taken}>
      {sale.taken.map((part) => (
        <li key={part.partId}>
          {!isFixed && (
            <button
              type="button"
              className="button quiet"
              aria-label={tenderWords.takeBack(paidWords(part.tender))}
              disabled={part.isReturning}
              onClick={() => {
                askTakeBack(sale, part);
              }}
            >
              <Undo2 aria-hidden="true" />
              {part.partId === last && <KeyCap name="Del" />}
            </button>
          )}
          <PartState part={part} />
          <span className="num ruled proven">
            {MINUS}
            {formatAmount(part.tender.amount)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function PartState({ part: { tender, isReturning } }: Readonly<{ part: TakenView }>) {
  const isHeld = tender.tender === "card" || tender.tender === "link";
  const word = isHeld ? tenderWords.verified : tenderWords.committed;
  return (
    <span className="part-state">
      <b>{paidWords(tender)}</b>
      {isReturning ? (
        <span className="meta">
          <Hourglass className="small" aria-hidden="true" />
          {tenderWords.returning}
        </span>
      ) : (
        <span className="meta good">
          <Check className="small" aria-hidden="true" />
          {word}
        </span>
      )}
    </span>
  );
}
