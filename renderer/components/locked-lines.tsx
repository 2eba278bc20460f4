import type { LineView } from "../../contract/views.ts";
import { saleWords } from "../screens/sale/sale-words.ts";
import { LineList } from "./line-list.tsx";
import { TicketLine } from "./ticket-line.tsx";

/** Lines that are read, not worked on. */
export function LockedLines({ lines }: Readonly<{ lines: readonly LineView[] }>) {
  return (
    <LineList lines={lines} markedId={null}>
      {(line) => (
        <div className="line-main">
          <TicketLine line={line} each={saleWords.each} />
        </div>
      )}
    </LineList>
  );
}
