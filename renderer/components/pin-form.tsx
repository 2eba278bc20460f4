import { ScanBarcode } from "lucide-react";
import { useRef, useState, type ReactNode, type Ref } from "react";
import type { UserId } from "../../contract/ids.ts";
import type { UserView } from "../../contract/people-views.ts";
import { asciiDigits } from "../format/ascii-digits.ts";
import { nextDigits } from "../format/digits-entry.ts";
import { refusalWords, type RefusalCode } from "../format/words.ts";
import { t } from "../i18n/t.ts";
import { useKeys } from "../keys/use-keys.ts";
import { useDigitsGoTo } from "../keys/use-typing.ts";
import { useUi } from "../store/ui-store.ts";
import { NumberPad } from "./number-pad.tsx";
import { pinWords } from "./pin-words.ts";
import { RefusalNote } from "./refusal-note.tsx";

const MAX_PIN = 8;
const MIN_PIN = 4;

type Props = Readonly<{
  users: readonly UserView[];
  /** Who is most likely to come: the form begins with them. */
  likely?: UserId | null;
  /** What the button does: "Sign in", "Approve". */
  action: string;
  /** Answers why not; null when it is done. */
  onPin: (by: Readonly<{ userId: UserId; pin: string }>) => Promise<RefusalCode | null>;
  back?: ReactNode;
}>;

/**
 * Who, by the pointer or the arrows, then the PIN: on the pad, or typed. A wrong PIN is gone from the
 * field at once; a scan leaves it as it was.
 */
export function PinForm({ users, likely = null, action, onPin, back }: Props) {
  const [chosen, setChosen] = useState<UserId | null>(null);
  const [pin, setPin] = useState("");
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const first = users.find(({ userId }) => userId === likely) ?? users[0];
  const userId = chosen ?? first?.userId ?? null;
  const submit = async () => {
    if (userId === null || pin.length < MIN_PIN) return;
    setPin("");
    setRefusal(await onPin({ userId, pin }));
  };
  const choose = (user: UserId) => {
    setChosen(user);
    setRefusal(null);
    field.current?.focus();
  };
  const step = (by: 1 | -1) => {
    const next = users[users.findIndex((user) => user.userId === userId) + by];
    if (next) choose(next.userId);
  };
  useKeys({ ArrowUp: () => step(-1), ArrowDown: () => step(1) });
  useDigitsGoTo(field);
  return (
    <form
      className="pin-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        // In a dialog the keys of the screen rest, and these are the form's own.
        if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
        event.preventDefault();
        event.stopPropagation();
        step(event.key === "ArrowUp" ? -1 : 1);
      }}
    >
      <UserChoice users={users} userId={userId} onChoose={choose} />
      <PinField ref={field} pin={pin} onPin={setPin} />
      <NumberPad
        label={pinWords.pad}
        onKey={(key) => {
          // A PIN may begin with zeros, which an amount never does.
          setPin((now) =>
            key === "delete" ? nextDigits(now, key) : (now + key).slice(0, MAX_PIN),
          );
        }}
      />
      <ScanNote />
      {refusal && <RefusalNote code={refusal} />}
      <footer>
        {back}
        <button type="submit" className="primary" disabled={pin.length < MIN_PIN}>
          {action}
        </button>
      </footer>
    </form>
  );
}

type FieldProps = Readonly<{
  ref: Ref<HTMLInputElement>;
  pin: string;
  onPin: (pin: string) => void;
}>;

function PinField({ ref, pin, onPin }: FieldProps) {
  return (
    <label className="field">
      <span>{pinWords.pin}</span>
      <input
        ref={ref}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        autoFocus
        maxLength={MAX_PIN}
        value={pin}
        onChange={(event) => {
          onPin(asciiDigits(event.target.value).replaceAll(/\D/g, ""));
        }}
      />
    </label>
  );
}

/** What was scanned while the PIN was asked for, and was not added. */
function ScanNote() {
  const notice = useUi((state) => state.notice);
  const [earlier] = useState(notice);
  if (notice === earlier || notice?.kind !== "not-added") return null;
  return (
    <div className="note warn grow" role="alert">
      <ScanBarcode aria-hidden="true" />
      <div>
        <b>{t("sale.notAdded", { why: refusalWords(notice.code).title.toLowerCase() })}</b>
        <p>
          <bdi className="mono">{notice.what}</bdi> <span className="code">{notice.code}</span>
        </p>
      </div>
    </div>
  );
}

type ChoiceProps = Readonly<{
  users: readonly UserView[];
  userId: UserId | null;
  onChoose: (userId: UserId) => void;
}>;

function UserChoice({ users, userId, onChoose }: ChoiceProps) {
  return (
    <div className="pin-users" role="group" aria-label={pinWords.who}>
      {users.map((user) => (
        <button
          key={user.userId}
          type="button"
          className="button"
          aria-pressed={user.userId === userId}
          onClick={() => {
            onChoose(user.userId);
          }}
        >
          {user.name}
          <span className="meta">{pinWords.roles[user.role]}</span>
        </button>
      ))}
    </div>
  );
}
