import { Search } from "lucide-react";
import type { KeyboardEvent } from "react";
import { clearSearch, moveResult, search, submitSearch } from "../../actions/search.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { optionId } from "../../components/long-listbox.tsx";
import { isComposing } from "../../keys/composing.ts";
import { SEARCH_ID } from "../../keys/search-id.ts";
import { useSearch } from "../../store/search-store.ts";
import { useUi } from "../../store/ui-store.ts";
import { t } from "../../i18n/t.ts";
import { saleWords } from "./sale-words.ts";
import { useShortcut } from "../../keys/use-shortcut.ts";

export const RESULTS_ID = "results";

const MAX_LENGTH = 200;

/** Takes names and codes alike, typed or scanned. It has the focus whenever nothing else needs it. */
export function SearchField() {
  const { text, results, index } = useSearch();
  const times = useUi((state) => state.times);
  const isOpen = text !== "" && results.length > 0;
  return (
    <div className="search" role="search">
      <Search aria-hidden="true" />
      <output className="times num" aria-label={t("sale.times")}>
        {times > 1 && `${times} ×`}
      </output>
      <input
        id={SEARCH_ID}
        type="text"
        role="combobox"
        aria-label={saleWords.searchLabel}
        aria-expanded={isOpen}
        aria-controls={isOpen ? RESULTS_ID : undefined}
        aria-autocomplete="list"
        aria-activedescendant={isOpen ? optionId(RESULTS_ID, index) : undefined}
        aria-keyshortcuts={useShortcut("F2")}
        placeholder={saleWords.searchLabel}
        maxLength={MAX_LENGTH}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        value={text}
        onChange={(event) => void search(event.target.value)}
        onKeyDown={handleKey}
      />
      <KeyCap name="F2" />
    </div>
  );
}

/** With text in it the field keeps the editing keys; empty, it leaves them to the ticket. */
function handleKey(event: KeyboardEvent): void {
  if (useSearch.getState().text === "" || isComposing(event.nativeEvent)) return;
  const bound: Readonly<Record<string, () => void>> = {
    Enter: () => void submitSearch(),
    Escape: clearSearch,
    ArrowDown: () => {
      moveResult(1);
    },
    ArrowUp: () => {
      moveResult(-1);
    },
  };
  const action = bound[event.key];
  if (action) {
    event.preventDefault();
    event.stopPropagation();
    action();
  }
  const isEditing = event.key === "Delete" || (event.ctrlKey && event.key === "z");
  if (isEditing) event.stopPropagation();
}
