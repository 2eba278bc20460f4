/** What a key of the screen's keyboard types, or does. */
export type ScreenKey =
  | Readonly<{ kind: "text"; text: string }>
  | Readonly<{ kind: "shift" | "back" | "enter" | "space" | "letters" | "hide" }>;

export type Row = readonly ScreenKey[];

const acts: Readonly<Record<string, ScreenKey | null>> = {
  "{bksp}": { kind: "back" },
  "{enter}": { kind: "enter" },
  "{shift}": { kind: "shift" },
  "{space}": { kind: "space" },
  // A finger touches the next field itself, and shift lasts for one letter.
  "{tab}": null,
  "{lock}": null,
  ".com": null,
};

/**
 * Rows as simple-keyboard's layouts write them: what a key types, or its act in braces, between
 * spaces. The last row gets the till's own keys.
 */
export function rowsOf(lines: readonly string[]): readonly Row[] {
  const rows = lines.map((line) =>
    line.split(" ").flatMap((sign): Row => {
      const act = acts[sign];
      if (act !== undefined) return act === null ? [] : [act];
      return sign === "" ? [] : [{ kind: "text", text: sign }];
    }),
  );
  const last = rows.at(-1) ?? [];
  const own: Row = [{ kind: "letters" }, ...last, { kind: "hide" }];
  return [...rows.slice(0, -1), own];
}

const text = (sign: string): ScreenKey => ({ kind: "text", text: sign });

const upper = [
  [text("7"), text("8"), text("9")],
  [text("4"), text("5"), text("6")],
  [text("1"), text("2"), text("3")],
];

/** For figures, in the order of the till's own pad. */
export function figureRows(pad: "calculator" | "telephone"): readonly Row[] {
  return [
    ...(pad === "calculator" ? upper : upper.toReversed()),
    [text("0"), text("00"), text(".")],
    [{ kind: "hide" }, { kind: "back" }, { kind: "enter" }],
  ];
}
