import { useState, type ReactNode } from "react";
import type { UserId } from "../../contract/ids.ts";
import type { UserView } from "../../contract/people-views.ts";
import { nextDigits } from "../format/digits-entry.ts";
import type { RefusalCode } from "../format/words.ts";
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

/** Who, then the PIN: by pointer on the pad, or typed. A wrong PIN is gone from the field at once. */
export function PinForm({ users, likely = null, action, onPin, back }: Props) {
  const [chosen, setChosen] = useState<UserId | null>(null);
  const [pin, setPin] = useState("");
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const first = users.find(({ userId }) => userId === likely) ?? users[0];
  const userId = chosen ?? first?.userId ?? null;
  const submit = async () => {
    if (userId === null || pin.length < MIN_PIN) return;
    setPin("");
    setRefusal(await onPin({ userId, pin }));
  };
  return (
    <form
      className="pin-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <UserChoice
        users={users}
        userId={userId}
        onChoose={(user) => {
          setChosen(user);
          setRefusal(null);
        }}
      />
      <label className="field">
        <span>{pinWords.pin}</span>
        <input
          type="password"
          inputMode="numeric"
          autoComplete="off"
          autoFocus
          maxLength={MAX_PIN}
          value={pin}
          onChange={(event) => {
            setPin(event.target.value.replaceAll(/\D/g, ""));
          }}
        />
      </label>
      <NumberPad
        label={pinWords.pad}
        onKey={(key) => {
          // A PIN may begin with zeros, which an amount never does.
          setPin((now) =>
            key === "delete" ? nextDigits(now, key) : (now + key).slice(0, MAX_PIN),
          );
        }}
      />
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
