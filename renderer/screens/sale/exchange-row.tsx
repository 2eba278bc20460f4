import { ArrowLeftRight, X } from "lucide-react";
import type { SaleView } from "../../../contract/views.ts";
import { differenceOf, giveUpExchange, isFor, recallExchange } from "../../actions/exchange.ts";
import { askExchange } from "../../actions/try-exchange.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useExchange, type Exchange } from "../../store/exchange-store.ts";
import { exchangeWords as words } from "../sales/exchange-words.ts";

type Props = Readonly<{ sale: SaleView; isLocked: boolean }>;

/**
 * Over the ticket while goods come back for those on it, and it is not being paid. Over another
 * sale only where money was paid back, or may be: to say so, and to hand it over.
 */
export function ExchangeRow({ sale, isLocked }: Props) {
  const exchange = useExchange((state) => state.exchange);
  if (!exchange || isLocked) return null;
  if (!isFor(exchange, sale) && !exchange.isPaidBack && !exchange.isUnsure) return null;
  return <Row exchange={exchange} sale={sale} />;
}

function Row({ exchange, sale }: Readonly<{ exchange: Exchange; sale: SaleView }>) {
  const isUnderWay = useExchange((state) => state.isUnderWay);
  useKeys(isUnderWay ? {} : { "Alt+U": giveUpExchange });
  return (
    <div className="exchange-row" role="status">
      <ArrowLeftRight aria-hidden="true" />
      <div className="grow">
        <b>{words.row(exchange.receiptNumber)}</b>
        <span className="meta">{isUnderWay ? words.underWay : standing(exchange, sale)}</span>
      </div>
      {!isUnderWay && (
        <button
          type="button"
          className="button quiet"
          aria-label={words.giveUp}
          aria-keyshortcuts="Alt+U"
          onClick={giveUpExchange}
        >
          <X aria-hidden="true" />
          <KeyCap name="Alt U" />
        </button>
      )}
      <GoOn exchange={exchange} sale={sale} isUnderWay={isUnderWay} />
    </div>
  );
}

type GoOnProps = Readonly<{ exchange: Exchange; sale: SaleView; isUnderWay: boolean }>;

/** The exchange itself; over another sale the way back to its own, once nothing stands in it. */
function GoOn({ exchange, sale, isUnderWay }: GoOnProps) {
  const isHere = isFor(exchange, sale);
  const isEmpty = sale.lines.length === 0;
  const canPress = !isUnderWay && isHere !== isEmpty;
  const press = isHere ? askExchange : () => void recallExchange();
  useKeys(canPress ? { "Alt+X": press } : {});
  if (!isHere && !canPress) return null;
  return (
    <button
      type="button"
      className="button"
      disabled={!canPress}
      aria-keyshortcuts="Alt+X"
      onClick={press}
    >
      {isHere ? words.finish : words.recall}
      <KeyCap name="Alt X" />
    </button>
  );
}

/** What comes back, and what is then left between the two. */
function standing(exchange: Exchange, sale: SaleView): string {
  if (exchange.isUnsure) return words.unsure;
  if (!isFor(exchange, sale)) return words.elsewhere(formatAmount(exchange.worth));
  if (exchange.isPaidBack) return words.paidBack;
  const back = `${words.comesBack} ${formatAmount(exchange.worth)}`;
  if (sale.lines.length === 0) return `${back}. ${words.addGoods}`;
  const difference = differenceOf(sale, exchange);
  const figure = formatAmount({ ...difference, minor: Math.abs(difference.minor) });
  return `${back}, ${difference.minor < 0 ? words.giveBack : words.toPay} ${figure}`;
}
