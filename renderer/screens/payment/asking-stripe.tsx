import { useState } from "react";
import type { PaymentView } from "../../../contract/payment-views.ts";
import { formatSeconds, secondsUntil, shareOf } from "../../format/elapsed.ts";
import { endReasonWords } from "../../format/end-reason-words.ts";
import { formatClock } from "../../format/format-time.ts";
import { nowMs } from "../../format/wall-clock.ts";
import { useNow } from "../../store/use-now.ts";
import { paymentWords } from "./payment-words.ts";

const words = paymentWords.unknown;

/** When Stripe is asked next, and what is known so far. */
export function AskingStripe({ payment }: Readonly<{ payment: PaymentView }>) {
  const { nextCheckAtMs, startedAtMs, endReason } = payment;
  const reason = endReasonWords(endReason);
  return (
    <section className="asking" aria-label={words.asking}>
      <h2 className="label">{words.asking}</h2>
      {nextCheckAtMs === null ? <NoLine /> : <NextTry key={nextCheckAtMs} atMs={nextCheckAtMs} />}
      <p className="meta">
        {words.since} {formatClock(startedAtMs)}
      </p>
      {reason && (
        <p className="meta">
          {reason.title} <span className="code">{endReason}</span>
        </p>
      )}
    </section>
  );
}

/** The wait is drawn from the moment that its end became known. */
function NextTry({ atMs }: Readonly<{ atMs: number }>) {
  const [knownAtMs] = useState(nowMs);
  const now = useNow();
  const seconds = secondsUntil(atMs, now);
  const share = shareOf({ fromMs: knownAtMs, toMs: atMs }, now);
  return (
    <>
      <p className="every">
        <b>{formatSeconds(seconds)}</b>
        <span>{seconds > 0 ? words.toNextTry : words.askingNow}</span>
      </p>
      <span className="lapse" aria-hidden="true">
        <i style={{ inlineSize: `${share * 100}%` }} />
      </span>
    </>
  );
}

function NoLine() {
  return (
    <p className="every">
      <span>
        <strong>{words.noLine}</strong>
        <br />
        {words.noLineAdvice}
      </span>
    </p>
  );
}
