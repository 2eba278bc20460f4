import { Archive, Gift, RotateCw, TriangleAlert, Unplug } from "lucide-react";
import type { LateSpend, StandingHold } from "../../../contract/hold-protocol.ts";
import type { HoldsView } from "../../../contract/hold-views.ts";
import { money, type Currency } from "../../../contract/money.ts";
import type { RegisterView } from "../../../contract/views.ts";
import { askAccept, askRelease, heldAmount, readHolds } from "../../actions/holds.ts";
import { goTo } from "../../actions/navigate.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { Rail } from "../../components/rail.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { formatDay, formatTime } from "../../format/format-time.ts";
import { focusOnMount } from "../../keys/focus-on-mount.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useHolds } from "../../store/holds-store.ts";
import { holdEndWords, holdsWords as words } from "./holds-words.ts";

/** What tills hold of credit and of sales, and how a manager lets go of what a lost one holds. */
export function HoldsScreen({ view: { shop } }: Readonly<{ view: RegisterView }>) {
  const { view, isAsked, end, refusal } = useHolds();
  useKeys({ Escape: () => goTo("credit"), R: () => void readHolds() });
  return (
    <div className="shell">
      <Rail />
      <main className="page holds" ref={focusOnMount} tabIndex={-1}>
        <Head isAsked={isAsked} />
        {refusal && <RefusalNote code={refusal} />}
        {end && (
          <p className={end.refusal === null ? "note plain" : "note warn"} role="status">
            {end.refusal !== null && <TriangleAlert aria-hidden="true" />}
            {holdEndWords(end)}
          </p>
        )}
        {view === null && refusal === null && <p className="meta">{words.reading}</p>}
        {view && <Lists holds={view} currency={shop.currency} />}
      </main>
    </div>
  );
}

function Head({ isAsked }: Readonly<{ isAsked: boolean }>) {
  return (
    <header>
      <div>
        <h1>{words.title}</h1>
        <p className="meta">{words.about}</p>
      </div>
      <span className="grow" />
      <button type="button" className="button" onClick={() => goTo("credit")}>
        <Gift aria-hidden="true" />
        {words.credit}
        <KeyCap name="Esc" />
      </button>
      <button
        type="button"
        className="button"
        aria-keyshortcuts="R"
        aria-busy={isAsked}
        onClick={() => void readHolds()}
      >
        <RotateCw aria-hidden="true" />
        {words.read}
        <KeyCap name="R" />
      </button>
    </header>
  );
}

type ListsProps = Readonly<{ holds: HoldsView; currency: Currency }>;

function Lists({ holds: { held, late }, currency }: ListsProps) {
  if (held.length + late.length === 0) {
    return (
      <div className="empty" role="status">
        <b>{words.none}</b>
        <span>{words.noneAdvice}</span>
      </div>
    );
  }
  return (
    <>
      {late.length > 0 && (
        <section aria-label={words.late}>
          <h2 className="label">{words.late}</h2>
          <p className="meta">{words.lateAbout}</p>
          <ul className="hold-rows">
            {late.map((one) => (
              <LateRow key={one.reservationId} late={one} currency={currency} />
            ))}
          </ul>
        </section>
      )}
      {held.length > 0 && (
        <section aria-label={words.held}>
          <h2 className="label">{words.held}</h2>
          <ul className="hold-rows">
            {held.map((one) => (
              <HeldRow key={one.reservationId} standing={one} currency={currency} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

type HeldProps = Readonly<{ standing: StandingHold; currency: Currency }>;

/** A till that is there ends its hold itself: there is nothing to let go of for it. */
function HeldRow({ standing, currency }: HeldProps) {
  const { registerId, lastHeardMs, isOnline, hold } = standing;
  const heard =
    lastHeardMs === null ? words.never : `${formatDay(lastHeardMs)}, ${formatTime(lastHeardMs)}`;
  return (
    <li className="hold-row">
      {isOnline ? <Archive aria-hidden="true" /> : <Unplug aria-hidden="true" />}
      <span>
        <b>{words.kinds[hold.kind]}</b>
        <span className="meta under">{hold.kind === "credit" ? hold.accountId : hold.saleId}</span>
      </span>
      <span>
        {registerId}
        <span className={isOnline ? "meta under" : "meta under trouble"}>
          {isOnline ? words.online : `${words.gone}, ${words.heard} ${heard}`}
        </span>
      </span>
      <span className="num">{formatAmount(heldAmount(hold, currency))}</span>
      <button
        type="button"
        className="button"
        disabled={isOnline}
        onClick={() => {
          askRelease(standing, currency);
        }}
      >
        {words.release}
      </button>
    </li>
  );
}

type LateProps = Readonly<{ late: LateSpend; currency: Currency }>;

function LateRow({ late, currency }: LateProps) {
  const { registerId, atMs, overMinor, hold } = late;
  const over = money(overMinor, heldAmount(hold, currency).currency);
  return (
    <li className="hold-row">
      <TriangleAlert aria-hidden="true" />
      <span>
        <b>{words.kinds[hold.kind]}</b>
        <span className="meta under">{hold.kind === "credit" ? hold.accountId : hold.saleId}</span>
      </span>
      <span>
        {registerId}
        <span className="meta under">{`${formatDay(atMs)}, ${formatTime(atMs)}`}</span>
      </span>
      <span className="num">
        {formatAmount(heldAmount(hold, currency))}
        <span className="meta under">{`${words.over} ${formatAmount(over)}`}</span>
      </span>
      <button
        type="button"
        className="button"
        onClick={() => {
          askAccept(late, currency);
        }}
      >
        {words.accept}
      </button>
    </li>
  );
}
