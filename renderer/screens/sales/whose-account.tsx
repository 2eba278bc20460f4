import { useState } from "react";
import type { CreditAccountView } from "../../../contract/store-credit-views.ts";
import { accountsLike } from "../../actions/return-goods.ts";
import { returnWords as words } from "./return-words.ts";

type Props = Readonly<{
  name: string;
  chosen: CreditAccountView | null;
  onName: (name: string, chosen: CreditAccountView | null) => void;
  hasFocus?: boolean;
}>;

/** A known account by its name, one of another till by its code, or a new one. */
export function WhoseAccount({ name, chosen, onName, hasFocus = false }: Props) {
  const [found, setFound] = useState<readonly CreditAccountView[]>([]);
  return (
    <>
      <label className="field">
        <span>{words.whose}</span>
        <input
          autoComplete="off"
          autoFocus={hasFocus}
          maxLength={80}
          value={name}
          onChange={(event) => {
            const { value } = event.target;
            onName(value, null);
            void accountsLike(value).then((accounts) => {
              setFound(accounts);
              // A code is one account's alone: there is nothing to choose.
              const [only] = accounts;
              if (only?.accountId === value.trim()) onName(value, only);
            });
          }}
        />
      </label>
      {name.trim() !== "" && (
        <div className="known" role="group" aria-label={words.accounts}>
          {found.map((one) => (
            <button
              key={one.accountId}
              type="button"
              className="button"
              aria-pressed={one.accountId === chosen?.accountId}
              onClick={() => {
                onName(one.name || one.accountId, one);
              }}
            >
              {one.name || one.accountId}
            </button>
          ))}
          {chosen === null && <span className="meta">{words.isNew}</span>}
        </div>
      )}
    </>
  );
}
