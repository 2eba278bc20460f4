import { useVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useState, type CSSProperties, type RefCallback } from "react";

/** Rows drawn beyond either edge, so that a step of the mark never leads to a row not yet drawn. */
const BEYOND = 12;

type Asked = Readonly<{
  count: number;
  /** What a row takes in CSS pixels until it is measured. */
  rowHeight: number;
  /**
   * What stays the same of a row while others come and go. Another function only with other rows:
   * it has all of them reckoned anew.
   */
  keyOf: (index: number) => string;
  /** The row to keep in sight; -1 for none. Another one scrolls, a scroll by hand stays. */
  shown: number;
}>;

export type RowInSight = Readonly<{ index: number; key: string }>;

export type RowsInSight = Readonly<{
  /** For the element that scrolls and holds the rows. */
  scroller: RefCallback<HTMLUListElement>;
  /** Stands for the rows out of sight, on the same element. */
  style: CSSProperties;
  rows: readonly RowInSight[];
  /**
   * A `ref` for each row, where rows are not all of one height; they must carry their index as
   * `data-index`.
   */
  measure: RefCallback<HTMLElement>;
  /** Rows of a page, at least one. */
  pageLength: () => number;
}>;

/** Which rows of a long list to draw: those in sight and a few beyond, however long it is. */
export function useRowsInSight({ count, rowHeight, keyOf, shown }: Asked): RowsInSight {
  const [element, setElement] = useState<HTMLUListElement | null>(null);
  const list = useVirtualizer<HTMLUListElement, HTMLElement>({
    count,
    estimateSize: () => rowHeight,
    getItemKey: keyOf,
    getScrollElement: () => element,
    overscan: BEYOND,
    useFlushSync: false,
  });
  useLayoutEffect(() => {
    if (shown >= 0) list.scrollToIndex(shown, { align: "auto" });
  }, [list, shown, count, element]);
  const drawn = list.getVirtualItems();
  return {
    scroller: setElement,
    style: {
      paddingBlockStart: drawn.at(0)?.start ?? 0,
      paddingBlockEnd: list.getTotalSize() - (drawn.at(-1)?.end ?? 0),
    },
    rows: drawn.map(({ index, key }) => ({ index, key: String(key) })),
    measure: list.measureElement,
    pageLength: () => Math.max(1, Math.floor((element?.clientHeight ?? 0) / rowHeight) - 1),
  };
}
