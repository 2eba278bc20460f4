import type { DisplayView } from "../../contract/display-views.ts";
import { BrandMark } from "../components/brand-mark.tsx";
import { DisplayLines } from "./display-lines.tsx";
import { DisplayPanel } from "./display-panel.tsx";
import { useDisplay } from "./display-store.ts";
import { displayWords } from "./display-words.ts";

/** Left what is bought, right the one thing to read: an amount and what to do. */
export function CustomerDisplay() {
  const { view, isConnected } = useDisplay();
  if (view === null || !isConnected) return <Resting text={displayWords.paused} shop="" />;
  const { shop, content } = view;
  return (
    <div className="display">
      {!view.isReal && (
        <aside className="display-flag" aria-label={displayWords.isDemo}>
          {displayWords.demo}
        </aside>
      )}
      {content.kind === "welcome" ? (
        <Resting text={displayWords.welcome} shop={shop.name} />
      ) : (
        <div className="display-sale">
          <section className="display-left" aria-label={displayWords.sale}>
            <ShopName name={shop.name} />
            <DisplayLines sale={content.sale} shop={shop} />
          </section>
          <DisplayPanel content={content} />
        </div>
      )}
    </div>
  );
}

function ShopName({ name }: Readonly<{ name: DisplayView["shop"]["name"] }>) {
  return (
    <header className="display-shop">
      <BrandMark />
      {name}
    </header>
  );
}

function Resting({ shop, text }: Readonly<{ shop: string; text: string }>) {
  return (
    <main className="display-resting">
      <h1>{text}</h1>
      {shop !== "" && <ShopName name={shop} />}
    </main>
  );
}
