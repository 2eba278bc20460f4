import { useCallback, useEffect, useRef, type ReactNode } from "react";
import type { LineView } from "../../contract/views.ts";
import { saleWords } from "../screens/sale/sale-words.ts";
import { useRowsInSight } from "./rows-in-sight.ts";

/** A line without a second row, at 1366; others are measured as they are drawn. */
const LINE_HEIGHT = 49;

type Props = Readonly<{
  lines: readonly LineView[];
  /** The line that is worked on; it is kept in sight. Null: the lines are read only. */
  markedId: string | null;
  children: (line: LineView, isMarked: boolean) => ReactNode;
}>;

/** The lines of a sale, however many: those in sight are drawn, and all are counted. */
export function LineList({ lines, markedId, children }: Props) {
  const markedIndex = lines.findIndex(({ lineId }) => lineId === markedId);
  const { scroller, style, rows, measure } = useRowsInSight({
    count: lines.length,
    rowHeight: LINE_HEIGHT,
    keyOf: useCallback((index: number) => lines[index]?.lineId ?? String(index), [lines]),
    shown: markedIndex,
  });
  return (
    <ul
      ref={scroller}
      className="lines"
      style={style}
      aria-label={saleWords.sale}
      tabIndex={markedId === null ? 0 : undefined}
    >
      {rows.map(({ index, key }) => {
        const line = lines[index];
        const isMarked = index === markedIndex;
        return (
          line && (
            <li
              key={key}
              ref={measure}
              data-index={index}
              className={isMarked ? "line selected" : "line"}
              aria-setsize={lines.length}
              aria-posinset={index + 1}
            >
              {children(line, isMarked)}
              {isMarked && <KeepInSight what={line} />}
            </li>
          )
        );
      })}
    </ul>
  );
}

/** The marked line may grow as it changes, by its tools or a discount: then it is shown whole. */
function KeepInSight({ what }: Readonly<{ what: LineView }>) {
  const end = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    end.current?.parentElement?.scrollIntoView({ block: "nearest" });
  }, [what]);
  return <span ref={end} hidden />;
}
