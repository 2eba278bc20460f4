import { CircleCheck, Hourglass, Unplug } from "lucide-react";
import type { CreditHistoryView, CreditMoveView } from "../../../contract/store-credit-views.ts";
import { readOlderMoves } from "../../actions/credit-history.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { formatDate, formatTime } from "../../format/format-time.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { historyWords as words, moveDetail, moveReason, moveWords } from "./history-words.ts";

/** What made the balance, newest first, and how much of it this list knows. */
export function HistoryList({ history }: Readonly<{ history: CreditHistoryView | null }>) {
  useKeys(history?.next ? { M: () => void readOlderMoves() } : {});
  if (history === null) return <p className="meta">{words.reading}</p>;
  const { moves, next } = history;
  return (
    <section className="history" aria-label={words.list}>
      <header>
        <h2 className="label">{words.list}</h2>
        <span className="grow" />
        <Source history={history} />
      </header>
      {moves.length === 0 && !history.isAsked && (
        <div className="empty">
          <b>{words.none}</b>
          <span>{words.noneAdvice}</span>
        </div>
      )}
      {moves.length > 0 && <Moves moves={moves} />}
      {next && (
        <div className="list-more">
          <button
            type="button"
            className="button"
            aria-keyshortcuts="M"
            onClick={() => void readOlderMoves()}
          >
            {words.older}
            <KeyCap name="M" />
          </button>
        </div>
      )}
    </section>
  );
}

/** Whether other tills' part is in it. */
function Source({ history: { source, isAsked } }: Readonly<{ history: CreditHistoryView }>) {
  const isShop = source === "shop";
  const Icon = isShop ? CircleCheck : isAsked ? Hourglass : Unplug;
  const word = isShop ? words.shop : isAsked ? words.asking : words.tillOnly;
  return (
    <span className={isShop ? "chip good" : "chip"} role="status">
      <Icon aria-hidden="true" />
      {word}
    </span>
  );
}

function Moves({ moves }: Readonly<{ moves: readonly CreditMoveView[] }>) {
  return (
    <table className="figures moves" aria-label={words.list}>
      <thead>
        <tr>
          <th scope="col">{words.when}</th>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.who}</th>
          <th scope="col" className="num">
            {words.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {moves.map((move) => (
          <tr key={move.movementId}>
            <td>
              {move.atMs !== null && formatTime(move.atMs)}
              <span className="meta under">{move.atMs !== null && formatDate(move.atMs)}</span>
            </td>
            <th scope="row">
              {moveWords(move)}
              <span className="meta under">
                {[moveDetail(move), moveReason(move)].filter(Boolean).join(", ")}
              </span>
            </th>
            <td>
              {move.clerk}
              <span className="meta under">{tillOf(move)}</span>
            </td>
            <td className="num">{signed(move)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function tillOf({ isHere, registerNumber }: CreditMoveView): string {
  if (isHere) return words.here;
  return registerNumber === null ? "" : words.till(registerNumber);
}

/** What adds wears its sign, too: a column of both is read at a glance. */
function signed({ amount }: CreditMoveView): string {
  return amount.minor > 0 ? `+${formatAmount(amount)}` : formatAmount(amount);
}
