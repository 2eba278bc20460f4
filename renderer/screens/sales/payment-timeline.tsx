import { Check, Nfc, PencilLine, RefreshCw, Server, type LucideIcon } from "lucide-react";
import type { PaymentDetailView, TimelineItem } from "../../../contract/payment-views.ts";
import type { EntryView } from "../../../contract/views.ts";
import { formatInstant } from "../../format/format-time.ts";
import { sourceWords, timelineOf, type TimelineRow } from "../../format/timeline.ts";
import { salesWords } from "./sales-words.ts";

const icons: Readonly<Record<TimelineItem["source"], LucideIcon>> = {
  till: PencilLine,
  relay: Server,
  reader: Nfc,
  stripe: RefreshCw,
  ledger: Check,
};

type Props = Readonly<{
  detail: PaymentDetailView;
  entries: readonly EntryView[];
  title: string;
}>;

/** Which message counted, and which changed nothing. */
export function PaymentTimeline({ detail, entries, title }: Props) {
  const rows = timelineOf(detail, entries);
  return (
    <section aria-label={title}>
      <h2 className="label">{title}</h2>
      <ol className="timeline">
        {rows.map((row, index) => (
          <Row key={index} row={row} />
        ))}
      </ol>
    </section>
  );
}

function Row({ row }: Readonly<{ row: TimelineRow }>) {
  const { atMs, source, what, detail, counted, isCommitted } = row;
  const Icon = icons[source];
  const tone = isCommitted ? "good" : counted ? "" : "uncounted";
  return (
    <li className={tone}>
      <span className="at">{formatInstant(atMs)}</span>
      <span className="dot">
        <Icon aria-hidden="true" />
      </span>
      <span className="what">
        <b>{what}</b>
        <span className="meta">
          {[detail, counted ? "" : salesWords.noEffect].filter(Boolean).join(", ")}
        </span>
      </span>
      <span className="source">{sourceWords[source]}</span>
    </li>
  );
}
