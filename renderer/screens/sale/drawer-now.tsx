import type { DayView, SessionView } from "../../../contract/day-views.ts";
import { goTo } from "../../actions/navigate.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { formatDay, formatTime } from "../../format/format-time.ts";
import { saleWords } from "./sale-words.ts";

/** On a wide screen: since when the drawer is open, and what has moved in it. */
export function DrawerNow({ day }: Readonly<{ day: DayView }>) {
  const { session, isSessionRequired } = day;
  if (session === null && !isSessionRequired) return null;
  return (
    <section className="panel side-panel" aria-label={saleWords.drawer}>
      <header>
        {saleWords.drawer}
        <KeyCap name="F11" />
      </header>
      <ul className="side-rows">
        <li>
          <button type="button" onClick={() => goTo("drawer")}>
            {session === null ? (
              <b className="whole">{saleWords.drawerClosed}</b>
            ) : (
              <>
                <b className="whole">{saleWords.drawerOpenSince(openedAt(session))}</b>
                <span className="meta">
                  {saleWords.drawerHolds(formatAmount(session.float), session.moves.length)}
                </span>
              </>
            )}
          </button>
        </li>
      </ul>
    </section>
  );
}

const openedAt = ({ openedAtMs }: SessionView) =>
  `${formatDay(openedAtMs)}, ${formatTime(openedAtMs)}`;
