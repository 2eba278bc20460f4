import { ArrowDownToLine, ArrowUpFromLine, GraduationCap, PackageOpen } from "lucide-react";
import { useState } from "react";
import type { SessionView } from "../../../contract/day-views.ts";
import type { RegisterView } from "../../../contract/views.ts";
import { endTraining, startTraining } from "../../actions/drawer.ts";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { TallButton } from "../../components/tall-button.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { formatTime } from "../../format/format-time.ts";
import { MINUS } from "../../format/locale.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { CorrectButton, CorrectedNote } from "../correct/correct-button.tsx";
import type { RefusalCode } from "../../format/words.ts";
import { dayWords as words } from "./day-words.ts";
import { DrawerFacts } from "./drawer-facts.tsx";
import { MoveCashForm, NoSaleForm } from "./move-cash-form.tsx";

type Props = Readonly<{ view: RegisterView; session: SessionView; onCount: () => void }>;
type Form = "in" | "out" | "no-sale" | null;

/** The drawer in the middle of its day: what moved, and what can be done with it. */
export function DrawerOverview({ view, session, onCount }: Props) {
  const [form, setForm] = useState<Form>(null);
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const { isTraining } = view.day;
  const done = () => {
    setForm(null);
  };
  const acts = {
    I: () => setForm("in"),
    O: () => setForm("out"),
    N: () => setForm("no-sale"),
    T: () => void (isTraining ? endTraining() : startTraining()).then(setRefusal),
  };
  useKeys({ ...acts, C: onCount });
  return (
    <div className="till day">
      <aside className="ticket">
        <header>
          <h1>{words.title}</h1>
        </header>
        <div className="day-side">
          <DrawerFacts day={view.day} session={session} />
          {view.day.clockBehindMs > 0 && <p className="meta">{words.clockBehind}</p>}
          {view.status.clockOffMs !== 0 && <p className="meta">{words.clockOff}</p>}
        </div>
      </aside>
      <main className="work">
        {form === "no-sale" && <NoSaleForm onDone={done} />}
        {(form === "in" || form === "out") && (
          <MoveCashForm key={form} shop={view.shop} direction={form} onDone={done} />
        )}
        {form === null && refusal !== null && <RefusalNote code={refusal} />}
        {form === null && <Moves session={session} />}
        <footer className="day-actions">
          <TallButton name={words.cashIn} icon={ArrowDownToLine} keyName="I" onPress={acts.I} />
          <TallButton name={words.cashOut} icon={ArrowUpFromLine} keyName="O" onPress={acts.O} />
          <TallButton name={words.noSale} icon={PackageOpen} keyName="N" onPress={acts.N} />
          <TallButton
            name={isTraining ? words.endTraining : words.train}
            icon={GraduationCap}
            keyName="T"
            onPress={acts.T}
          />
          <span className="grow" />
          <PrimaryButton name={words.count} keyName="C" onPress={onCount} />
        </footer>
      </main>
    </div>
  );
}

function Moves({ session }: Readonly<{ session: SessionView }>) {
  return (
    <section className="panel day-form" aria-label={words.moves}>
      <h2>{words.moves}</h2>
      <CorrectedNote />
      {session.moves.length === 0 && <p className="meta">{words.noMoves}</p>}
      {session.moves.length > 0 && (
        <table className="figures">
          <tbody>
            {session.moves.map(({ moveId, atMs, reason, by, direction, amount, entry }) => (
              <tr key={moveId}>
                <th scope="row">
                  {reason}
                  <span className="meta">
                    {formatTime(atMs)}, {by}
                  </span>
                </th>
                <td className="num">
                  {direction === "out" ? MINUS : ""}
                  {formatAmount(amount)}
                </td>
                <td className="act">
                  <CorrectButton entry={entry} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
