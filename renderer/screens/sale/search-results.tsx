import type { ProductView } from "../../../contract/views.ts";
import { addResult } from "../../actions/search.ts";
import { LongListbox } from "../../components/long-listbox.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { useSearch } from "../../store/search-store.ts";
import { saleWords } from "./sale-words.ts";
import { RESULTS_ID } from "./search-field.tsx";

/** Every row as high as the style sheet makes it. */
const ROW = 57;

/** The matches in place of the keys. The field keeps the focus; its arrows move the mark here. */
export function SearchResults() {
  const { results, index, text, answeredText } = useSearch();
  const isNothing = results.length === 0 && answeredText === text;
  return (
    <>
      <p className="results-foot meta" role="status" data-answers={answeredText}>
        {!isNothing && saleWords.resultCount(results.length)}
      </p>
      {isNothing ? (
        <div className="empty">
          <b>{saleWords.noResults}</b>
          <span>{saleWords.noResultsAdvice}</span>
        </div>
      ) : (
        <LongListbox
          id={RESULTS_ID}
          label={saleWords.results}
          items={results}
          keyOf={productKey}
          rowHeight={ROW}
          className="results"
          rowClassName="result"
          index={index}
          onChoose={(product) => void addResult(product)}
          isDrivenByField
        >
          {(product) => <Result product={product} />}
        </LongListbox>
      )}
    </>
  );
}

const productKey = ({ productId }: ProductView) => productId;

function Result({ product }: Readonly<{ product: ProductView }>) {
  return (
    <>
      <span className="cut">
        <b>{product.name}</b> <span className="meta">{product.detail}</span>
      </span>
      <span className="num">{formatAmount(product.price)}</span>
      <span className="tax meta">{product.taxCode}</span>
    </>
  );
}
