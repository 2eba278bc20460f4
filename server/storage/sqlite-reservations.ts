import type { Database } from "../../ledger/storage/open-database.ts";
import type {
  CreditMoveRow,
  CreditRow,
  HeldRow,
  OpenedCreditRow,
  ReservationRow,
  ReservationRows,
} from "./storage.ts";

export function sqliteReservations(db: Database): ReservationRows {
  const selectCredit = db.prepare<{ accountId: string }, CreditRow>(
    `SELECT currency, sum(minor) AS balanceMinor,
       sum(minor) - (SELECT coalesce(sum(r.minor), 0) FROM reservation r
         WHERE r.account_id = :accountId AND r.state = 'held') AS availableMinor,
       (SELECT m.register_id FROM credit_movement m WHERE m.account_id = :accountId
         ORDER BY m.rowid DESC LIMIT 1) AS lastRegisterId
     FROM credit_movement WHERE account_id = :accountId GROUP BY currency`,
  );
  const selectOne = db.prepare<[string], ReservationRow>(
    `SELECT reservation_id AS reservationId, register_id AS registerId, account_id AS accountId,
       currency, minor, state FROM reservation WHERE reservation_id = ?`,
  );
  const selectHeld = db.prepare<[number], HeldRow>(
    `SELECT r.reservation_id AS reservationId, r.register_id AS registerId,
       r.account_id AS accountId, r.currency, r.minor, r.state, c.copied_at_ms AS lastHeardMs
     FROM reservation r LEFT JOIN ledger_copy c ON c.register_id = r.register_id
       AND c.seq = (SELECT max(seq) FROM ledger_copy WHERE register_id = r.register_id)
     WHERE r.state = 'held' ORDER BY lastHeardMs, reservationId LIMIT ?`,
  );
  const upsert = db.prepare(
    `INSERT INTO reservation (reservation_id, register_id, account_id, currency, minor, state)
     VALUES (:reservationId, :registerId, :accountId, :currency, :minor, :state)
     ON CONFLICT (reservation_id) DO UPDATE SET state = excluded.state`,
  );
  const insertMovement = db.prepare(
    `INSERT INTO credit_movement (movement_id, account_id, register_id, currency, minor)
     VALUES (:movementId, :accountId, :registerId, :currency, :minor) ON CONFLICT DO NOTHING`,
  );
  const insertPlace = db.prepare(
    `INSERT INTO credit_movement_place (movement_id, seq) VALUES (:movementId, :seq)
     ON CONFLICT DO NOTHING`,
  );

  return {
    selectCredit: (accountId) => Promise.resolve(selectCredit.get({ accountId })),
    select: (reservationId) => Promise.resolve(selectOne.get(reservationId)),
    selectHeld: (limit) => Promise.resolve(selectHeld.all(limit)),
    save: (row) => {
      upsert.run(row);
      return Promise.resolve();
    },
    insertMovement: ({ seq, ...movement }) => {
      const { movementId } = movement;
      const isNew = insertMovement.run(movement).changes > 0;
      if (isNew) insertPlace.run({ movementId, seq });
      return Promise.resolve(isNew);
    },
    ...openAccounts(db),
    ...openMoves(db),
  };
}

function openAccounts(db: Database): Pick<ReservationRows, "insertAccount" | "selectOpened"> {
  const insert = db.prepare<[string, string]>(
    "INSERT INTO credit_account (account_id, register_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
  );
  const select = db.prepare<[string], OpenedCreditRow>(
    `SELECT a.register_id AS registerId, o.content AS opened FROM credit_account a
     LEFT JOIN ledger_copy o ON o.register_id = a.register_id AND o.seq = 1
     WHERE a.account_id = ?`,
  );
  return {
    insertAccount: (accountId, registerId) => {
      insert.run(accountId, registerId);
      return Promise.resolve();
    },
    selectOpened: (accountId) => Promise.resolve(select.get(accountId)),
  };
}

function openMoves(db: Database): Pick<ReservationRows, "selectMoves"> {
  const selectMoves = db.prepare<[Parameters<ReservationRows["selectMoves"]>[0]], CreditMoveRow>(
    `SELECT m.rowid AS number, m.movement_id AS movementId, m.account_id AS accountId,
       m.register_id AS registerId, m.currency, m.minor, c.content, o.content AS opened
     FROM credit_movement m
     LEFT JOIN credit_movement_place p ON p.movement_id = m.movement_id
     LEFT JOIN ledger_copy c ON c.register_id = m.register_id AND c.seq = p.seq
     LEFT JOIN ledger_copy o ON o.register_id = m.register_id AND o.seq = 1
     WHERE m.account_id = :accountId AND m.rowid < :before
     ORDER BY m.rowid DESC LIMIT :limit`,
  );
  return { selectMoves: (asked) => Promise.resolve(selectMoves.all(asked)) };
}
