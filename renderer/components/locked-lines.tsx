import type { LineView } from "../../contract/views.ts";
import { saleWords } from "../screens/sale/sale-words.ts";
import { TicketLine } from "./ticket-line.tsx";

/** Lines that are read, not worked on. */
export function LockedLines({ lines }: Readonly<{ lines: readonly LineView[] }>) {
  return (
    <ul className="lines" aria-label={saleWords.sale} tabIndex={0}>
      {lines.map((line) => (
        <li key={line.lineId} className="line">
          <div className="line-main">
            <TicketLine line={line} each={saleWords.each} />
          </div>
        </li>
      ))}
    </ul>
  );
}
