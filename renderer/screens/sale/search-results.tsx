import type { ProductView } from "../../../contract/views.ts";
import { addResult } from "../../actions/search.ts";
import { formatAmount } from "../../format/format-money.ts";
import { useSearch } from "../../store/search-store.ts";
import { saleWords } from "./sale-words.ts";
import { RESULTS_ID, resultId } from "./search-field.tsx";

/** The matches in place of the keys. The field keeps the focus; its arrows move the mark here. */
export function SearchResults() {
  const { results, index, text, answeredText } = useSearch();
  const isNothing = results.length === 0 && answeredText === text;
  return (
    <>
      <p className="results-foot meta" role="status">
        {!isNothing && saleWords.resultCount(results.length)}
      </p>
      {isNothing ? (
        <div className="empty">
          <b>{saleWords.noResults}</b>
          <span>{saleWords.noResultsAdvice}</span>
        </div>
      ) : (
        <ul id={RESULTS_ID} className="results" role="listbox" aria-label={saleWords.results}>
          {results.map((product, at) => (
            <Result key={product.productId} product={product} at={at} isMarked={at === index} />
          ))}
        </ul>
      )}
    </>
  );
}

type ResultProps = Readonly<{ product: ProductView; at: number; isMarked: boolean }>;

function Result({ product, at, isMarked }: ResultProps) {
  const showMarked = (element: HTMLElement | null) => {
    if (isMarked) element?.scrollIntoView({ block: "nearest" });
  };
  return (
    <li
      ref={showMarked}
      id={resultId(at)}
      className="result"
      role="option"
      aria-selected={isMarked}
      onMouseDown={(event) => {
        event.preventDefault();
      }}
      onClick={() => void addResult(product)}
    >
      <span>
        <b>{product.name}</b> <span className="meta">{product.detail}</span>
      </span>
      <span className="num">{formatAmount(product.price)}</span>
      <span className="tax meta">{product.taxCode}</span>
    </li>
  );
}
