import { useState, type SyntheticEvent } from "react";
import type { UserView } from "../../../contract/people-views.ts";
import { roles, type Role } from "../../../contract/roles.ts";
import { changeUsers } from "../../actions/people.ts";
import { ChoiceField } from "../../components/choice-field.tsx";
import { pinWords } from "../../components/pin-words.ts";
import { peopleWords as words } from "./people-words.ts";

/** The register says what is wrong with a name, a role or a PIN. */
export function AddUserForm() {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("clerk");
  const [pin, setPin] = useState("");
  const add = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!(await changeUsers("people.add", { name, role, pin }))) return;
    setName("");
    setPin("");
  };
  return (
    <form className="row" aria-label={words.addTitle} onSubmit={(event) => void add(event)}>
      <h2 className="label">{words.addTitle}</h2>
      <label className="field">
        <span>{words.name}</span>
        <input
          value={name}
          autoComplete="off"
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
      </label>
      <ChoiceField
        name={words.role}
        options={roles.map((value) => ({ value, name: pinWords.roles[value] }))}
        value={role}
        onChoose={setRole}
      />
      <PinField pin={pin} onPin={setPin} />
      <button type="submit" className="button">
        {words.add}
      </button>
    </form>
  );
}

export function SetPinForm({ users }: Readonly<{ users: readonly UserView[] }>) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [pin, setPin] = useState("");
  const user = users.find(({ userId }) => userId === chosen) ?? users[0];
  const set = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (user && (await changeUsers("people.set-pin", { userId: user.userId, pin }))) setPin("");
  };
  return (
    <form className="row" aria-label={words.setPin} onSubmit={(event) => void set(event)}>
      <h2 className="label">{words.setPin}</h2>
      <ChoiceField
        className="who"
        name={words.pin}
        options={users.map(({ userId, name }) => ({ value: userId, name }))}
        value={user?.userId ?? null}
        onChoose={setChosen}
      />
      <PinField pin={pin} onPin={setPin} />
      <button type="submit" className="button">
        {words.setPin}
      </button>
    </form>
  );
}

type PinProps = Readonly<{ pin: string; onPin: (pin: string) => void }>;

function PinField({ pin, onPin }: PinProps) {
  return (
    <label className="field">
      <span>{words.newPin}</span>
      <input
        type="password"
        inputMode="numeric"
        autoComplete="new-password"
        maxLength={8}
        value={pin}
        onChange={(event) => {
          onPin(event.target.value.replaceAll(/\D/g, ""));
        }}
      />
    </label>
  );
}
