import { useCallback, type KeyboardEvent, type ReactNode } from "react";
import { useRowsInSight } from "./rows-in-sight.ts";

export type LongListboxProps<Item> = Readonly<{
  id: string;
  label: string;
  items: readonly Item[];
  /** Declared once: another function would have every row measured anew. */
  keyOf: (item: Item) => string;
  /** CSS pixels of every row, as the style sheet makes it. */
  rowHeight: number;
  className: string;
  rowClassName: string;
  /** The chosen row; -1 for none. */
  index: number;
  onChoose: (item: Item, index: number) => void;
  /** The list goes on beyond `items`, and its end is near. */
  onNearEnd?: (() => void) | undefined;
  /** Another field has the focus and moves the mark; else the list takes it and its own keys. */
  isDrivenByField?: boolean;
  children: (item: Item) => ReactNode;
}>;

/** So many rows before the end of what is there, more is asked for. */
const NEAR_END = 10;

/** The id of a row, for `aria-activedescendant`. */
export function optionId(id: string, index: number): string {
  return `${id}-${index}`;
}

/**
 * A list of any length of which one row is chosen: only the rows in sight are drawn, each says
 * which of how many it is, and the chosen one is named to screen readers by its id.
 */
export function LongListbox<Item>(props: LongListboxProps<Item>) {
  const { id, items, keyOf, rowHeight, index, onNearEnd, isDrivenByField = false } = props;
  const { scroller, style, rows, pageLength } = useRowsInSight({
    count: items.length,
    rowHeight,
    keyOf: useCallback((at: number) => keyAt(items, at, keyOf), [items, keyOf]),
    shown: index,
  });
  const choose = (at: number) => {
    const item = items[at];
    if (item !== undefined) props.onChoose(item, at);
  };
  const own = {
    tabIndex: 0,
    "aria-activedescendant": index >= 0 ? optionId(id, index) : undefined,
    onKeyDown: (event: KeyboardEvent) => {
      const next = stepped(event, index, { last: items.length - 1, page: pageLength() });
      if (next === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      if (next !== index) choose(next);
    },
  };
  return (
    <ul
      ref={scroller}
      id={id}
      className={props.className}
      style={style}
      role="listbox"
      aria-label={props.label}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        if (scrollHeight - scrollTop - clientHeight < rowHeight * NEAR_END) onNearEnd?.();
      }}
      {...(isDrivenByField ? {} : own)}
    >
      {rows.map(({ index: at, key }) => (
        <Option
          key={key}
          {...{ id: optionId(id, at), at, isDrivenByField }}
          className={props.rowClassName}
          isChosen={at === index}
          setSize={onNearEnd ? UNKNOWN_SIZE : items.length}
          onClick={() => choose(at)}
        >
          {items[at] !== undefined && props.children(items[at])}
        </Option>
      ))}
    </ul>
  );
}

/** What `aria-setsize` says of a list whose end was not read yet. */
const UNKNOWN_SIZE = -1;

type OptionProps = Readonly<{
  id: string;
  at: number;
  className: string;
  isChosen: boolean;
  isDrivenByField: boolean;
  setSize: number;
  onClick: () => void;
  children: ReactNode;
}>;

function Option({ at, isChosen, isDrivenByField, setSize, ...props }: OptionProps) {
  return (
    <li
      id={props.id}
      className={props.className}
      role="option"
      aria-selected={isChosen}
      aria-setsize={setSize}
      aria-posinset={at + 1}
      onMouseDown={isDrivenByField ? keepFocus : undefined}
      onClick={props.onClick}
    >
      {props.children}
    </li>
  );
}

function keyAt<Item>(items: readonly Item[], at: number, keyOf: (item: Item) => string): string {
  const item = items[at];
  return item === undefined ? String(at) : keyOf(item);
}

function keepFocus(event: Readonly<{ preventDefault: () => void }>): void {
  event.preventDefault();
}

type Ends = Readonly<{ last: number; page: number }>;

/** Where a key leads from `index`; undefined for a key that the list has no use for. */
function stepped(event: KeyboardEvent, index: number, { last, page }: Ends): number | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: last,
  };
  const next = steps[event.key];
  return next === undefined ? undefined : Math.max(0, Math.min(last, next));
}
