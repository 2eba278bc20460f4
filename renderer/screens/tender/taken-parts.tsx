import { Check, Hourglass, Undo2 } from "lucide-react";
import type { SaleView, TakenView } from "../../../contract/views.ts";
import { askTakeBack, lastPart } from "../../actions/split.ts";
import { putRestOnCard } from "../../actions/take-card.ts";
import { useChargePress } from "../../components/charge-press.ts";
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
              disabled={part.isReturning || part.raisingTo !== undefined}
              onClick={() => {
                askTakeBack(sale, part);
              }}
            >
              <Undo2 aria-hidden="true" />
              {part.partId === last && <KeyCap name="Del" />}
            </button>
          )}
          <PartState part={part} />
          {!isFixed && part.isRaisable && <RestOnCard sale={sale} part={part} />}
          <span className="num ruled proven">
            {MINUS}
            {formatAmount(part.tender.amount)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The hold of a card that was presented once grows by what is left; nobody presents it again. */
function RestOnCard({ sale, part }: Readonly<{ sale: SaleView; part: TakenView }>) {
  const { name, className, handlers } = useChargePress(
    tenderWords.restOnCard,
    () => void putRestOnCard(sale, part.partId),
    true,
  );
  return (
    <button
      type="button"
      className={`button quiet wide${className}`}
      aria-label={tenderWords.restOnCardOf(paidWords(part.tender), formatAmount(sale.left))}
      {...handlers}
    >
      {name}
    </button>
  );
}

/** What a part waits for; null where nothing is under way. */
function pendingWords({ isReturning, raisingTo }: TakenView): string | null {
  if (isReturning) return tenderWords.returning;
  return raisingTo === undefined ? null : tenderWords.raisingTo(formatAmount(raisingTo));
}

function PartState({ part }: Readonly<{ part: TakenView }>) {
  const { tender, isRaiseRefused } = part;
  const pending = pendingWords(part);
  const isHeld = tender.tender === "card" || tender.tender === "link";
  const held = isRaiseRefused ? tenderWords.notRaised : tenderWords.verified;
  const word = isHeld ? held : tenderWords.committed;
  return (
    <span className="part-state">
      <b>{paidWords(tender)}</b>
      {pending !== null ? (
        <span className="meta">
          <Hourglass className="small" aria-hidden="true" />
          {pending}
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
