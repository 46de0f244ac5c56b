-- The key and the session step of the reconciliation, as a person who knows DuckDB would write them.
CREATE TYPE currency AS ENUM (${currencies});

CREATE TEMP TABLE sessions AS
SELECT id, name, state, move_id FROM read_csv('${books}/pos_session.csv', header = true, columns = {
  'id': 'BIGINT', 'name': 'VARCHAR', 'state': 'VARCHAR', 'move_id': 'BIGINT', 'start_at': 'VARCHAR',
  'stop_at': 'VARCHAR', 'currency': 'VARCHAR'});

CREATE TEMP TABLE sales AS
SELECT uuid, ticket, session_id, currency, amount_total, amount_tax, method
FROM read_csv('${books}/sales.csv', header = true, ignore_errors = true, columns = {
  'uuid': 'UUID', 'ticket': 'VARCHAR', 'session_id': 'VARCHAR', 'ts_utc': 'TIMESTAMP', 'currency': 'VARCHAR',
  'amount_total': 'DECIMAL(15,2)', 'amount_tax': 'DECIMAL(15,2)', 'method': 'VARCHAR', 'store': 'VARCHAR'})
WHERE TRY_CAST(currency AS currency) IS NOT NULL AND ts_utc IS NOT NULL;

CREATE TEMP TABLE orders AS
SELECT id, uuid, pos_reference, session_id, currency, amount_total, amount_tax, tender, account_move
FROM read_csv('${books}/pos_order.csv', header = true, ignore_errors = true, columns = {
  'id': 'BIGINT', 'uuid': 'UUID', 'pos_reference': 'VARCHAR', 'state': 'VARCHAR', 'session_id': 'BIGINT',
  'date_order': 'VARCHAR', 'amount_total': 'DECIMAL(15,2)', 'amount_tax': 'DECIMAL(15,2)', 'currency': 'VARCHAR',
  'tender': 'VARCHAR', 'account_move': 'BIGINT'})
WHERE state IN ('paid', 'done', 'invoiced') AND TRY_CAST(currency AS currency) IS NOT NULL;

CREATE TEMP TABLE breaks AS
SELECT s.ticket, s.amount_total AS sold, o.id, o.pos_reference, o.amount_total AS booked,
  CASE
    WHEN o.uuid IS NULL THEN 'MISSING_IN_ODOO'
    WHEN s.uuid IS NULL THEN 'ORPHAN_POSTING'
    WHEN s.currency <> o.currency THEN 'CURRENCY_MISMATCH'
    WHEN abs(s.amount_total - o.amount_total) > 0.01 THEN 'AMOUNT_MISMATCH'
    WHEN abs(s.amount_tax - o.amount_tax) > 0.01 THEN 'TAX_MISMATCH'
    WHEN (s.method = 'cash') <> (o.tender = 'cash') THEN 'TENDER_MISMATCH'
    ELSE 'WRONG_SESSION'
  END AS kind
FROM sales s
FULL OUTER JOIN (SELECT orders.*, sessions.name AS session FROM orders JOIN sessions ON sessions.id = orders.session_id) o
  ON s.uuid = o.uuid
WHERE s.uuid IS NULL OR o.uuid IS NULL OR s.currency <> o.currency OR abs(s.amount_total - o.amount_total) > 0.01
  OR abs(s.amount_tax - o.amount_tax) > 0.01 OR (s.method = 'cash') <> (o.tender = 'cash') OR s.session_id <> o.session;

CREATE TEMP TABLE entry_sums AS
SELECT move_id, -sum(balance) AS gross
FROM read_csv('${books}/account_move_line.csv', header = true, columns = {
  'id': 'BIGINT', 'move_id': 'BIGINT', 'name': 'VARCHAR', 'display_type': 'VARCHAR', 'account_type': 'VARCHAR',
  'balance': 'DECIMAL(15,2)'})
WHERE display_type = 'tax' OR (display_type = 'product' AND account_type = 'income' AND name <> 'Rounding line')
GROUP BY move_id;

CREATE TEMP TABLE order_sums AS
SELECT session_id, sum(amount_total) AS sold FROM orders WHERE account_move IS NULL GROUP BY session_id;

COPY (
  SELECT DISTINCT CASE WHEN b.kind = 'ORPHAN_POSTING' AND t.ticket IS NOT NULL THEN 'DUPLICATE_ORDER' ELSE b.kind END AS kind,
    CASE WHEN b.kind <> 'ORPHAN_POSTING' THEN b.ticket WHEN t.ticket IS NOT NULL THEN t.ticket ELSE b.id::VARCHAR END AS key
  FROM breaks b LEFT JOIN sales t
    ON b.kind = 'ORPHAN_POSTING' AND t.ticket = b.pos_reference AND t.amount_total = b.booked
  UNION ALL
  SELECT CASE WHEN s.state <> 'closed' THEN 'SESSION_NOT_CLOSED' ELSE 'ENTRY_ALTERED' END, s.id::VARCHAR
  FROM sessions s LEFT JOIN order_sums o ON o.session_id = s.id LEFT JOIN entry_sums e ON e.move_id = s.move_id
  WHERE s.state <> 'closed' OR e.gross IS DISTINCT FROM o.sold
) TO '${out}/duckdb-breaks.csv' (HEADER);

SELECT count(*) FROM breaks;
