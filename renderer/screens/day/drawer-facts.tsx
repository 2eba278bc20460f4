import type { DayView, SessionView } from "../../../contract/day-views.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatDay, formatTime } from "../../format/format-time.ts";
import { dayWords as words } from "./day-words.ts";

/** What is known of the session. Not what the drawer should hold: the count is blind. */
export function DrawerFacts({ day, session }: Readonly<{ day: DayView; session: SessionView }>) {
  const { openedAtMs, openedBy, float, startDifference, moves, counts } = session;
  const rows = [
    [words.openedAt, `${formatDay(openedAtMs)}, ${formatTime(openedAtMs)}, ${openedBy}`],
    [words.float, formatAmount(float)],
    ...(startDifference.minor === 0
      ? []
      : [[words.startDifference, formatAmount(startDifference)] as const]),
    [words.moves, words.slips(moves.length)],
    [words.parked, words.carriedOver(day.parkedCount)],
    [words.counts, counts.map(({ counted }) => formatAmount(counted)).join(", ") || words.noCounts],
  ] as const;
  return (
    <dl className="facts drawer-facts">
      {rows.map(([name, figure]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="num">{figure}</dd>
        </div>
      ))}
    </dl>
  );
}
