import { exponentOf, money, type Money } from "../../../contract/money.ts";
import type { ShopView } from "../../../contract/views.ts";
import { changePieces, type Pieces } from "../../format/change-pieces.ts";
import { formatPiece } from "../../format/format-money.ts";
import { changeWords } from "./change-words.ts";

type Props = Readonly<{ change: Money; shop: ShopView }>;

/** The notes and coins to take, largest first, shaped so that a glance tells them apart. */
export function ChangePieces({ change, shop }: Props) {
  const pieces = changePieces(change.minor, [...shop.notesMinor, ...shop.coinsMinor]);
  return (
    <ul className="pieces" aria-label={changeWords.pieces}>
      {pieces.map((piece) => (
        <Piece key={piece.minor} piece={piece} shop={shop} />
      ))}
    </ul>
  );
}

function Piece({ piece, shop }: Readonly<{ piece: Pieces; shop: ShopView }>) {
  const name = formatPiece(money(piece.minor, shop.currency));
  return (
    <li className={`piece ${shapeOf(piece.minor, shop)}`}>
      {piece.count > 1 && <span>{changeWords.times(piece.count)}</span>}
      <span className="shape">{name}</span>
    </li>
  );
}

/** Notes are drawn wide, coins of whole units larger than those below one. */
function shapeOf(minor: number, shop: ShopView): "banknote" | "whole" | "part" {
  if (!shop.coinsMinor.includes(minor)) return "banknote";
  return minor % 10 ** exponentOf(shop.currency) === 0 ? "whole" : "part";
}
