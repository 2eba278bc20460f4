import {
  ArrowBigUp,
  CornerDownLeft,
  Delete,
  Globe,
  KeyboardOff,
  Space,
  type LucideIcon,
} from "lucide-react";
import { useEffect, useLayoutEffect, useRef, useState, type MouseEvent } from "react";
import { createPortal } from "react-dom";
import { language } from "../i18n/language.ts";
import { t } from "../i18n/t.ts";
import { useSettings } from "../store/settings-store.ts";
import { figureRows, type Row, type ScreenKey } from "./key-rows.ts";
import { LATIN, layoutFor, readLayout, type Layout, type LayoutName } from "./layouts.ts";
import { makeRoom } from "./make-room.ts";
import { isForFigures, typeBackspace, typeEnter, typeText, type Field } from "./type-into.ts";
import { KEYBOARD_ID, useTouchedField } from "./use-touched-field.ts";

/** Letters and figures for a finger, while a field that it touched has the focus. */
export function ScreenKeyboard() {
  const { field, hide } = useTouchedField();
  // Beside the till's root: under a dialog all of that is out of reach.
  return field && createPortal(<Keyboard field={field} onHide={hide} />, document.body);
}

type Props = Readonly<{ field: Field; onHide: () => void }>;

function Keyboard({ field, onHide }: Props) {
  const own = useRef<HTMLElement>(null);
  useLayoutEffect(() => makeRoom(field, own.current), [field]);
  const pad = useSettings((state) => state.pad);
  const isFigures = isForFigures(field);
  return (
    <section
      id={KEYBOARD_ID}
      ref={own}
      className={isFigures ? "screen-keyboard figures-only" : "screen-keyboard"}
      aria-label={t("keyboard.title")}
      dir="ltr"
      // A press beside a dialog closes it; one of these keys belongs to it.
      data-react-aria-top-layer="true"
      onMouseDown={keepFocus}
    >
      {isFigures ? (
        <Rows rows={figureRows(pad)} onPress={(key) => press(field, key, onHide)} />
      ) : (
        <Letters field={field} onHide={onHide} />
      )}
    </section>
  );
}

/** The field goes on being typed into. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

function Letters({ field, onHide }: Props) {
  const [name, setName] = useState<LayoutName>(() => layoutFor(language));
  const [isShifted, setShifted] = useState(false);
  const [layout, setLayout] = useState<Layout | null>(null);
  useEffect(() => {
    let isMeant = true;
    readLayout(name)
      .then((read) => {
        if (isMeant) setLayout(read);
      })
      .catch(console.error);
    return () => {
      isMeant = false;
    };
  }, [name]);
  if (layout === null) return null;
  const onPress = (key: ScreenKey) => {
    if (key.kind === "letters") setName(name === LATIN ? layoutFor(language) : LATIN);
    setShifted(key.kind === "shift" && !isShifted);
    press(field, key, onHide);
  };
  return (
    <Rows
      rows={isShifted ? layout.shifted : layout.plain}
      isShifted={isShifted}
      isOneScript={layoutFor(language) === LATIN}
      onPress={onPress}
    />
  );
}

function press(field: Field, key: ScreenKey, onHide: () => void): void {
  if (key.kind === "text") typeText(field, key.text);
  if (key.kind === "space") typeText(field, " ");
  if (key.kind === "back") typeBackspace(field);
  if (key.kind === "enter") typeEnter(field);
  if (key.kind === "hide") onHide();
}

type RowsProps = Readonly<{
  rows: readonly Row[];
  isShifted?: boolean;
  /** There are no other letters to change to. */
  isOneScript?: boolean;
  onPress: (key: ScreenKey) => void;
}>;

function Rows({ rows, isShifted = false, isOneScript = false, onPress }: RowsProps) {
  return rows.map((row, at) => (
    // The rows of a layout never change their places.
    <div key={at} className="row">
      {row
        .filter(({ kind }) => kind !== "letters" || !isOneScript)
        .map((key, place) => (
          <KeyButton key={place} {...{ value: key, isShifted, onPress }} />
        ))}
    </div>
  ));
}

const acts: Readonly<Record<Exclude<ScreenKey["kind"], "text">, readonly [LucideIcon, string]>> = {
  shift: [ArrowBigUp, t("keyboard.shift")],
  back: [Delete, t("keyboard.back")],
  enter: [CornerDownLeft, t("keyboard.enter")],
  space: [Space, t("keyboard.space")],
  letters: [Globe, t("keyboard.letters")],
  hide: [KeyboardOff, t("keyboard.hide")],
};

type KeyProps = Readonly<{
  value: ScreenKey;
  isShifted: boolean;
  onPress: (key: ScreenKey) => void;
}>;

function KeyButton({ value, isShifted, onPress }: KeyProps) {
  const [Icon, name] = value.kind === "text" ? [null, value.text] : acts[value.kind];
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`button key ${value.kind}`}
      aria-label={name}
      {...(value.kind === "shift" && { "aria-pressed": isShifted })}
      onClick={() => onPress(value)}
    >
      {Icon ? <Icon aria-hidden="true" /> : name}
    </button>
  );
}
