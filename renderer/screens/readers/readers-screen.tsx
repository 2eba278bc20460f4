import { RotateCw } from "lucide-react";
import { ways, type ReadersView } from "../../../contract/reader-views.ts";
import type { RegisterView } from "../../../contract/views.ts";
import { goTo } from "../../actions/navigate.ts";
import { lookForReaders, setWay } from "../../actions/readers.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { Rail } from "../../components/rail.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { Segments } from "../../components/segments.tsx";
import { readerPart } from "../../format/status-words.ts";
import { focusOnMount } from "../../keys/focus-on-mount.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useReaders } from "../../store/readers-store.ts";
import { ReaderList } from "./reader-list.tsx";
import { readersWords } from "./readers-words.ts";

const keyOfWay = { direct: "D", relay: "R" } as const;

/** Which reader this till charges on, and by which way. */
export function ReadersScreen({ view }: Readonly<{ view: RegisterView }>) {
  const { readers, refusal } = useReaders();
  useKeys({
    L: () => void lookForReaders(),
    D: () => void setWay("direct"),
    R: () => void setWay("relay"),
    Escape: () => goTo("sale"),
  });
  return (
    <div className="shell">
      <Rail />
      <main className="report" ref={focusOnMount} tabIndex={-1}>
        <section className="page readers" aria-label={readersWords.title}>
          <Head registerName={view.registerName} isLooking={readers?.isLooking ?? true} />
          {refusal && <RefusalNote code={refusal} />}
          {readers && <WayChoice readers={readers} />}
          {readers && (
            <section>
              <h2 className="label">{readersWords.list}</h2>
              <ReaderList view={readers} />
            </section>
          )}
        </section>
        <OwnReader view={view} />
      </main>
    </div>
  );
}

function Head({ registerName, isLooking }: Readonly<{ registerName: string; isLooking: boolean }>) {
  return (
    <header>
      <div>
        <h1>{readersWords.title}</h1>
        <p className="meta">{readersWords.subtitle(registerName)}</p>
      </div>
      <span className="grow" />
      <button
        type="button"
        className="button"
        aria-keyshortcuts="L"
        aria-busy={isLooking}
        onClick={() => void lookForReaders()}
      >
        <RotateCw aria-hidden="true" />
        {isLooking ? readersWords.looking : readersWords.look}
        <KeyCap name="L" />
      </button>
    </header>
  );
}

function WayChoice({ readers: { way } }: Readonly<{ readers: ReadersView }>) {
  const options = ways.map((value) => ({
    value,
    name: readersWords.ways[value],
    keyName: keyOfWay[value],
  }));
  return (
    <section className="reader-way">
      <h2 className="label">{readersWords.way}</h2>
      <Segments
        label={readersWords.way}
        options={options}
        value={way}
        onChoose={(chosen) => void setWay(chosen)}
      />
      <p className="meta">{readersWords.wayAbout[way]}</p>
    </section>
  );
}

/** How the chosen reader stands, what it comes from, and what to do. */
function OwnReader({ view: { status } }: Readonly<{ view: RegisterView }>) {
  const { word, unseen, cause, advice, isWarning } = readerPart(status);
  const { label, way } = status.reader;
  return (
    <aside className="report-aside" aria-label={readersWords.own}>
      <h2 className="label">{readersWords.own}</h2>
      <p className="own-reader">{label === "" ? readersWords.noneChosen : label}</p>
      <p className="meta">{readersWords.ways[way]}</p>
      <div className={isWarning ? "note warn" : "note plain"} role="status">
        <div>
          <b>{unseen === "" ? word : `${word} ${unseen}`}</b>
          <p>{cause}</p>
          <p>{advice}</p>
        </div>
      </div>
      <p className="meta">{readersWords.about}</p>
    </aside>
  );
}
