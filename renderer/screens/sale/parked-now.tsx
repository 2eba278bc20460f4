import { useEffect } from "react";
import type { RegisterView } from "../../../contract/views.ts";
import { openParked, readParked } from "../../actions/parking.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { formatDate, formatTime } from "../../format/format-time.ts";
import { useRegister } from "../../store/register-store.ts";
import { useUi } from "../../store/ui-store.ts";
import { saleWords } from "./sale-words.ts";
import { sellingWords } from "./selling-words.ts";

const SHOWN = 3;

/** On a wide screen the newest parked sales are in sight: whoever comes back is found at once. */
export function ParkedNow({ view }: Readonly<{ view: RegisterView }>) {
  const { parkedCount: count } = view.day;
  const parked = useUi((state) => state.parked);
  const isConnected = useRegister(({ connection }) => connection === "connected");
  useEffect(() => {
    if (isConnected) readParked().catch(console.error);
  }, [count, isConnected]);
  if (count === 0 || parked.length === 0) return null;
  return (
    <section className="panel side-panel" aria-label={sellingWords.parked}>
      <header>
        <span>
          {sellingWords.parked} <span className="meta num">{count}</span>
        </span>
        {/* With items in the sale the key parks it. */}
        {view.sale.lines.length === 0 && <KeyCap name="F6" />}
      </header>
      <ul className="side-rows">
        {parked
          .toReversed()
          .slice(0, SHOWN)
          .map(({ sale, label, by, atMs }) => (
            <li key={sale.saleId}>
              <button type="button" onClick={() => void openParked(sale.saleId)}>
                <b>{label || sellingWords.unnamed}</b>
                <b className="num">{formatAmount(sale.total)}</b>
                <span className="meta">
                  {saleWords.items(sale.itemCount)}, {formatDate(atMs)}, {formatTime(atMs)}, {by}
                </span>
              </button>
            </li>
          ))}
      </ul>
    </section>
  );
}
