import { ChevronLeft, ChevronRight, ScanBarcode } from "lucide-react";
import { memo, useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import type { KeyPageView, ProductView } from "../../../contract/views.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { useKeys } from "../../keys/use-keys.ts";
import { useRegister } from "../../store/register-store.ts";
import { countByProduct } from "./count-by-product.ts";
import { keyPlaces } from "./key-places.ts";
import { QuickKey } from "./quick-key.tsx";
import { saleWords } from "./sale-words.ts";
import { useKeyGrid } from "./use-key-grid.ts";

/**
 * The shop's own keys, a tab for each of its pages. They change with the catalogue, and each key's
 * count with the sale: what else the screen draws anew is nothing to them.
 */
export const QuickKeys = memo(function QuickKeys() {
  const keyPages = useRegister((state) => state.keyPages);
  return (
    <Tabs className="pages">
      <TabList className="tabs" aria-label={saleWords.keyPages}>
        {keyPages.map(({ name }) => (
          <Tab key={name} id={name} className="tab">
            {name}
          </Tab>
        ))}
      </TabList>
      {keyPages.map((page) => (
        <TabPanel key={page.name} id={page.name} className="tab-panel">
          <KeyPage page={page} />
        </TabPanel>
      ))}
    </Tabs>
  );
});

/** One screenful of a page's keys at a time; how many that is depends on the screen. */
function KeyPage({ page }: Readonly<{ page: KeyPageView }>) {
  const { rows, columns } = useKeyGrid();
  const [wanted, setWanted] = useState(0);
  const size = rows * columns;
  const pageCount = Math.max(1, Math.ceil(page.products.length / size));
  const index = Math.min(wanted, pageCount - 1);
  const turn = (step: 1 | -1) => {
    setWanted(Math.max(0, Math.min(pageCount - 1, index + step)));
  };
  return (
    <>
      <KeyGrid products={page.products.slice(index * size, (index + 1) * size)} />
      <Pager name={page.name} index={index} pageCount={pageCount} onTurn={turn} />
    </>
  );
}

function KeyGrid({ products }: Readonly<{ products: readonly ProductView[] }>) {
  const { rows, columns } = useKeyGrid();
  const lines = useRegister((state) => state.view?.sale.lines);
  const counts = countByProduct(lines ?? []);
  const places = keyPlaces(rows, columns);
  const style = {
    gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
    gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
  };
  return (
    <div className="keys" style={style}>
      {products.map((product, at) => (
        <QuickKey
          key={product.productId}
          product={product}
          place={places[at]}
          count={counts.get(product.productId) ?? 0}
        />
      ))}
    </div>
  );
}

type PagerProps = Readonly<{
  name: string;
  index: number;
  pageCount: number;
  onTurn: (step: 1 | -1) => void;
}>;

function Pager({ name, index, pageCount, onTurn }: PagerProps) {
  const isConnected = useRegister((state) => state.connection === "connected");
  useKeys({ PageUp: () => onTurn(-1), PageDown: () => onTurn(1) });
  return (
    <div className="pager">
      {pageCount > 1 && (
        <>
          <PagerButton step={-1} isDisabled={index === 0} onTurn={onTurn} />
          <span className="dots" aria-hidden="true">
            {Array.from({ length: pageCount }, (_, at) => (
              <i key={at} className={at === index ? "on" : ""} />
            ))}
          </span>
          <PagerButton step={1} isDisabled={index === pageCount - 1} onTurn={onTurn} />
          <span className="meta">{saleWords.page(name, index + 1, pageCount)}</span>
        </>
      )}
      {isConnected && (
        <span className="meta aside">
          <ScanBarcode className="small" aria-hidden="true" />
          {saleWords.scannerReady}
        </span>
      )}
    </div>
  );
}

type PagerButtonProps = Readonly<{
  step: 1 | -1;
  isDisabled: boolean;
  onTurn: (step: 1 | -1) => void;
}>;

function PagerButton({ step, isDisabled, onTurn }: PagerButtonProps) {
  const isNext = step === 1;
  const Icon = isNext ? ChevronRight : ChevronLeft;
  return (
    <button
      type="button"
      className="button quiet"
      aria-label={isNext ? saleWords.nextPage : saleWords.previousPage}
      disabled={isDisabled}
      onClick={() => {
        onTurn(step);
      }}
    >
      <Icon aria-hidden="true" />
      <KeyCap name={isNext ? "PgDn" : "PgUp"} />
    </button>
  );
}
