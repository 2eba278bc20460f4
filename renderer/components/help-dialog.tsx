import { Search } from "lucide-react";
import { useState } from "react";
import { hideHelp, showHelp } from "../actions/navigate.ts";
import { t } from "../i18n/t.ts";
import { findKeys, type KeyHelp } from "../keys/key-help.ts";
import { useKeys } from "../keys/use-keys.ts";
import { useUi } from "../store/ui-store.ts";
import { CloseButton, OverDialog } from "./over-dialog.tsx";

/** F1: the keys that work on the screen under it, each by what it does. */
export function HelpDialog() {
  const help = useUi((state) => state.help);
  useKeys({ F1: showHelp });
  return (
    <OverDialog
      isOpen={help !== null}
      title={t("help.title")}
      onClose={hideHelp}
      foot={<CloseButton name={t("help.close")} onPress={hideHelp} />}
    >
      {help && <KeyList help={help} />}
    </OverDialog>
  );
}

function KeyList({ help }: Readonly<{ help: readonly KeyHelp[] }>) {
  const [query, setQuery] = useState("");
  const found = findKeys(help, query);
  return (
    <>
      <div className="search help-search" role="search">
        <Search aria-hidden="true" />
        <input
          type="text"
          aria-label={t("help.find")}
          placeholder={t("help.find")}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
          }}
        />
      </div>
      <div className="dialog-body help" tabIndex={0} role="region" aria-label={t("help.title")}>
        <dl>
          {found.map(({ cap, name }) => (
            <div key={cap}>
              <dt>{name}</dt>
              <dd>
                <kbd>{cap}</kbd>
              </dd>
            </div>
          ))}
        </dl>
        <p className="meta" role="status">
          {found.length === 0 && t("help.none")}
        </p>
      </div>
    </>
  );
}
