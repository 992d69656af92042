-- Fills the tables of 002 from the ledger, in the same transaction and only from what is new in it. Run it after them; running
-- it again changes nothing that is stored.
--
-- The ledger is what counts. A message that does not fit into these tables is in the ledger all the same, is answered as
-- stored, and stands in dead_letters as a projection until tillmesh.project_again() brings it in.

-- These two have no search_path of their own: then they become a part of the statement that uses them, which has one, instead of
-- a call for each row.
DROP FUNCTION IF EXISTS tillmesh.is_paid(text, json);
CREATE OR REPLACE FUNCTION tillmesh.is_paid(topic text, data jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT topic = 'order.paid' OR coalesce(data ->> 'status' = 'paid', false)
        OR coalesce(data ->> 'state' IN ('paid', 'finalized'), false)
$$;

CREATE OR REPLACE FUNCTION tillmesh.list(data json) RETURNS json
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN json_typeof(data) = 'array' THEN data ELSE '[]' END
$$;

-- A sale of the tills' own form, from the topic transaction.
CREATE OR REPLACE FUNCTION tillmesh.bring_transactions(of_tenant text, of_store text, ids text[]) RETURNS void
LANGUAGE sql SET search_path = '' AS $$
    -- As jsonb, which is taken apart once: of json, which is text, each ->> reads all of it from its beginning.
    WITH read AS MATERIALIZED (
        SELECT l.message_id, l.lane, l.screen, l.occurred_at, l.ingest_no, l.subject, l.data AS letters, l.data::jsonb AS data
          FROM tillmesh.these(of_tenant, ids) l
    ), said AS (
        SELECT r.*, coalesce(r.data -> 'transaction', r.data) AS t,
               coalesce(r.data #>> '{transaction,id}', r.data ->> 'id', r.subject, r.message_id) AS id
          FROM read r
    ), made AS (
        INSERT INTO tillmesh.transactions (tenant, store, transaction_id, message_id, lane, terminal_id,
                                           transaction_number, customer_id, employee_id, subtotal, tax_amount,
                                           discount_amount, total_amount, points_earned, points_redeemed, status,
                                           sales_channel, original_transaction_id, created_at, completed_at, metadata)
        SELECT DISTINCT ON (s.id) of_tenant, of_store, s.id, s.message_id, s.lane, coalesce(t ->> 'terminalId', s.screen),
               t ->> 'transactionNumber', t ->> 'customerId', t ->> 'employeeId', (t ->> 'subtotal')::numeric,
               (t ->> 'taxAmount')::numeric, (t ->> 'discountAmount')::numeric, (t ->> 'totalAmount')::numeric,
               (t ->> 'pointsEarned')::numeric, (t ->> 'pointsRedeemed')::numeric, coalesce(t ->> 'status', 'completed'),
               t ->> 'salesChannel', t ->> 'originalTransactionId', (t ->> 'createdAt')::timestamptz,
               coalesce((t ->> 'completedAt')::timestamptz, s.occurred_at), (t -> 'metadata')::json
          FROM said s ORDER BY s.id, s.ingest_no
        ON CONFLICT DO NOTHING
        RETURNING transaction_id, message_id
    ), items AS (
        INSERT INTO tillmesh.transaction_items (tenant, store, transaction_id, line, line_id, product_id, name, quantity,
                                                unit_price, discount_amount, discount_reason, voided, data)
        SELECT of_tenant, of_store, m.transaction_id, i.line, coalesce(x ->> 'lineId', x ->> 'id'),
               coalesce(x ->> 'productId', x #>> '{product,id}'), coalesce(x ->> 'name', x #>> '{product,name}'),
               (x ->> 'quantity')::numeric, (x ->> 'unitPrice')::numeric, (x ->> 'discountAmount')::numeric,
               x ->> 'discountReason', coalesce((x ->> 'isVoided')::boolean, false), x
          FROM made m JOIN said s USING (message_id)
         CROSS JOIN LATERAL json_array_elements(tillmesh.list(s.letters -> 'items')) WITH ORDINALITY AS i(x, line)
    )
    INSERT INTO tillmesh.payments (tenant, store, transaction_id, line, method, amount, tendered_amount, change_amount,
                                   card_last_four, card_type, authorization_code, gift_card_id, points_used, is_credit)
    SELECT of_tenant, of_store, m.transaction_id, i.line, x ->> 'method', (x ->> 'amount')::numeric,
           (x ->> 'tenderedAmount')::numeric, (x ->> 'changeAmount')::numeric, x ->> 'cardLastFour', x ->> 'cardType',
           x ->> 'authorizationCode', x ->> 'giftCardId', (x ->> 'pointsUsed')::numeric, false
      FROM made m JOIN said s USING (message_id)
     CROSS JOIN LATERAL json_array_elements(tillmesh.list(s.letters -> 'payments')) WITH ORDINALITY AS i(x, line)
$$;

-- A sale of the hub dialect: the first version of an order that says it is paid.
CREATE OR REPLACE FUNCTION tillmesh.bring_paid_orders(of_tenant text, of_store text, ids text[]) RETURNS void
LANGUAGE sql SET search_path = '' AS $$
    WITH said AS MATERIALIZED (
        SELECT l.message_id, l.subject, l.lane, l.screen, l.version, l.occurred_at, l.data AS letters, l.data::jsonb AS data
          FROM tillmesh.these(of_tenant, ids) l
    ), made AS (
        INSERT INTO tillmesh.transactions (tenant, store, transaction_id, message_id, lane, terminal_id,
                                           transaction_number, customer_id, employee_id, subtotal, tax_amount,
                                           discount_amount, total_amount, points_earned, points_redeemed, status,
                                           sales_channel, original_transaction_id, created_at, completed_at, metadata)
        SELECT DISTINCT ON (s.subject) of_tenant, of_store, s.subject, s.message_id, s.lane, s.screen, data ->> 'ticketNumber',
               data ->> 'partnerId', coalesce(data ->> 'userId', data ->> 'staffName'), (data #>> '{totals,subtotal}')::numeric,
               (data #>> '{totals,tax}')::numeric, NULL::numeric, (data #>> '{totals,total}')::numeric, NULL::numeric,
               NULL::numeric, CASE WHEN data ->> 'mode' = 'return' THEN 'returned' ELSE 'completed' END, data ->> 'orderType',
               NULL::text, NULL::timestamptz, s.occurred_at, NULL::json
          FROM said s ORDER BY s.subject, s.version, s.message_id
        ON CONFLICT DO NOTHING
        RETURNING transaction_id, message_id
    ), items AS (
        INSERT INTO tillmesh.transaction_items (tenant, store, transaction_id, line, line_id, product_id, name, quantity,
                                                unit_price, discount_amount, discount_reason, voided, data)
        SELECT of_tenant, of_store, m.transaction_id, i.line, x ->> 'id', x ->> 'productId', x ->> 'name',
               (x ->> 'quantity')::numeric, (x ->> 'unitPrice')::numeric, NULL::numeric, x ->> 'discount',
               coalesce((x ->> 'isVoided')::boolean, false), x
          FROM made m JOIN said s USING (message_id)
         CROSS JOIN LATERAL json_array_elements(tillmesh.list(s.letters -> 'lines')) WITH ORDINALITY AS i(x, line)
    )
    INSERT INTO tillmesh.payments (tenant, store, transaction_id, line, method, amount, tendered_amount, change_amount,
                                   card_last_four, card_type, authorization_code, gift_card_id, points_used, is_credit)
    SELECT of_tenant, of_store, m.transaction_id, i.line, x ->> 'name', (x ->> 'amount')::numeric, NULL::numeric, NULL::numeric,
           NULL::text, NULL::text, NULL::text, NULL::text, NULL::numeric, coalesce((x ->> 'isCredit')::boolean, false)
      FROM made m JOIN said s USING (message_id)
     CROSS JOIN LATERAL json_array_elements(tillmesh.list(s.letters -> 'paymentLines')) WITH ORDINALITY AS i(x, line)
$$;

CREATE OR REPLACE FUNCTION tillmesh.bring_orders(of_tenant text, of_store text, ids text[]) RETURNS void
LANGUAGE sql SET search_path = '' AS $$
    INSERT INTO tillmesh.orders AS o (tenant, store, pos_reference, version, paid, status, table_id, total, lane, message_id,
                                      updated_at, data)
    SELECT DISTINCT ON (l.subject) of_tenant, of_store, l.subject, l.version, tillmesh.is_paid(l.topic, b.data) AS paid,
           coalesce(b.data ->> 'status', b.data ->> 'state'), b.data ->> 'tableId', (b.data #>> '{totals,total}')::numeric,
           l.lane, l.message_id, l.occurred_at, l.data
      FROM tillmesh.these(of_tenant, ids) l
     CROSS JOIN LATERAL (SELECT l.data::jsonb AS data OFFSET 0) b
     ORDER BY l.subject, paid DESC, l.version DESC, l.message_id COLLATE "C" DESC
    ON CONFLICT (tenant, store, pos_reference) DO UPDATE
       SET version = excluded.version, paid = excluded.paid, status = excluded.status, table_id = excluded.table_id,
           total = excluded.total, lane = excluded.lane, message_id = excluded.message_id, updated_at = excluded.updated_at,
           data = excluded.data
     WHERE (excluded.paid, excluded.version, excluded.message_id COLLATE "C") > (o.paid, o.version, o.message_id COLLATE "C")
$$;

CREATE OR REPLACE FUNCTION tillmesh.bring_finalized(of_tenant text, of_store text, ids text[]) RETURNS void
LANGUAGE sql SET search_path = '' AS $$
    INSERT INTO tillmesh.orders AS o (tenant, store, pos_reference, version, paid, lane, message_id, updated_at, finalized,
                                      finalized_at)
    SELECT DISTINCT ON (l.subject) of_tenant, of_store, l.subject, 0, false, l.lane, l.message_id, l.occurred_at, l.data,
           l.occurred_at
      FROM tillmesh.these(of_tenant, ids) l ORDER BY l.subject, l.ingest_no
    ON CONFLICT (tenant, store, pos_reference) DO UPDATE
       SET finalized = excluded.finalized, finalized_at = excluded.finalized_at WHERE o.finalized IS NULL
$$;

CREATE OR REPLACE FUNCTION tillmesh.bring_stock(of_tenant text, of_store text, ids text[]) RETURNS void
LANGUAGE sql SET search_path = '' AS $$
    WITH moved AS (
        INSERT INTO tillmesh.inventory_changes (tenant, store, message_id, product_id, change_amount, new_stock, lane,
                                                occurred_at)
        SELECT of_tenant, of_store, l.message_id, coalesce(l.data ->> 'productId', l.subject),
               coalesce(l.data ->> 'changeAmount', l.data ->> 'change')::numeric, (l.data ->> 'newStock')::numeric, l.lane,
               l.occurred_at
          FROM tillmesh.these(of_tenant, ids) l
        ON CONFLICT DO NOTHING
        RETURNING product_id, change_amount
    )
    INSERT INTO tillmesh.inventory AS i (tenant, store, product_id, current_stock)
    SELECT of_tenant, of_store, m.product_id, sum(m.change_amount) FROM moved m GROUP BY m.product_id ORDER BY m.product_id
    ON CONFLICT (tenant, store, product_id) DO UPDATE
       SET current_stock = i.current_stock + excluded.current_stock, last_synced_at = now()
$$;

CREATE OR REPLACE FUNCTION tillmesh.bring_customers(of_tenant text, of_store text, ids text[]) RETURNS void
LANGUAGE sql SET search_path = '' AS $$
    INSERT INTO tillmesh.customers AS c (tenant, store, customer_id, last_purchase, version, updated_at, message_id, data)
    SELECT DISTINCT ON (id) of_tenant, of_store, id, (data ->> 'lastPurchase')::timestamptz, version, occurred_at, message_id, data
      FROM (SELECT l.*, coalesce(l.data ->> 'customerId', l.data ->> 'id', l.subject) AS id
              FROM tillmesh.these(of_tenant, ids) l) s
     ORDER BY id, version DESC, occurred_at DESC, message_id COLLATE "C" DESC
    ON CONFLICT (tenant, store, customer_id) DO UPDATE
       SET last_purchase = excluded.last_purchase, version = excluded.version, updated_at = excluded.updated_at,
           message_id = excluded.message_id, data = excluded.data
     WHERE (excluded.version, excluded.updated_at, excluded.message_id COLLATE "C")
         > (c.version, c.updated_at, c.message_id COLLATE "C")
$$;

CREATE OR REPLACE FUNCTION tillmesh.bring_employees(of_tenant text, of_store text, ids text[]) RETURNS void
LANGUAGE sql SET search_path = '' AS $$
    INSERT INTO tillmesh.employees AS e (tenant, store, employee_id, version, updated_at, message_id, data)
    SELECT DISTINCT ON (id) of_tenant, of_store, id, version, occurred_at, message_id, data
      FROM (SELECT l.*, coalesce(l.data ->> 'employeeId', l.data ->> 'id', l.subject) AS id
              FROM tillmesh.these(of_tenant, ids) l) s
     ORDER BY id, version DESC, occurred_at DESC, message_id COLLATE "C" DESC
    ON CONFLICT (tenant, store, employee_id) DO UPDATE
       SET version = excluded.version, updated_at = excluded.updated_at, message_id = excluded.message_id, data = excluded.data
     WHERE (excluded.version, excluded.updated_at, excluded.message_id COLLATE "C")
         > (e.version, e.updated_at, e.message_id COLLATE "C")
$$;

-- All of them, each only if there is something for it.
CREATE OR REPLACE FUNCTION tillmesh.bring(of_tenant text, of_store text, ids text[]) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    of record;
BEGIN
    SELECT array_agg(message_id) FILTER (WHERE topic IN ('transaction', 'transaction:new')) AS sales,
           array_agg(message_id) FILTER (WHERE topic IN ('order.snapshot', 'order.paid')) AS orders,
           array_agg(message_id) FILTER (WHERE topic IN ('order.snapshot', 'order.paid') AND tillmesh.is_paid(topic, data::jsonb)) AS paid,
           array_agg(message_id) FILTER (WHERE topic = 'order.finalized') AS finalized,
           array_agg(message_id) FILTER (WHERE topic IN ('inventory', 'inventory:update')) AS stock,
           array_agg(message_id) FILTER (WHERE topic IN ('customer', 'customer:upsert')) AS customers,
           array_agg(message_id) FILTER (WHERE topic IN ('employee', 'employee:upsert')) AS employees
      INTO of FROM tillmesh.these(of_tenant, ids);
    IF of.sales IS NOT NULL THEN PERFORM tillmesh.bring_transactions(of_tenant, of_store, of.sales); END IF;
    IF of.orders IS NOT NULL THEN PERFORM tillmesh.bring_orders(of_tenant, of_store, of.orders); END IF;
    IF of.paid IS NOT NULL THEN PERFORM tillmesh.bring_paid_orders(of_tenant, of_store, of.paid); END IF;
    IF of.finalized IS NOT NULL THEN PERFORM tillmesh.bring_finalized(of_tenant, of_store, of.finalized); END IF;
    IF of.stock IS NOT NULL THEN PERFORM tillmesh.bring_stock(of_tenant, of_store, of.stock); END IF;
    IF of.customers IS NOT NULL THEN PERFORM tillmesh.bring_customers(of_tenant, of_store, of.customers); END IF;
    IF of.employees IS NOT NULL THEN PERFORM tillmesh.bring_employees(of_tenant, of_store, of.employees); END IF;
END $$;

-- What is new in the ledger, all at once; if that fails, message by message. A failure that may pass by itself (a full disk, a
-- lock, a time-out) is not caught: then nothing is stored, and the lane comes again.
CREATE OR REPLACE FUNCTION tillmesh.project(of_tenant text, of_store text, fresh text[]) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    one text;
BEGIN
    PERFORM tillmesh.bring(of_tenant, of_store, fresh);
EXCEPTION
    WHEN data_exception OR integrity_constraint_violation OR raise_exception OR syntax_error_or_access_rule_violation THEN
        FOREACH one IN ARRAY fresh LOOP
            BEGIN
                PERFORM tillmesh.bring(of_tenant, of_store, ARRAY[one]);
            EXCEPTION WHEN data_exception OR integrity_constraint_violation OR raise_exception
                        OR syntax_error_or_access_rule_violation THEN
                PERFORM tillmesh.set_aside(of_tenant, of_store, one, 'projection', SQLSTATE, NULL);
            END;
        END LOOP;
END $$;

-- For the owner, after these tables were put right: brings in what did not fit before. Says how many still do not.
CREATE OR REPLACE FUNCTION tillmesh.project_again() RETURNS bigint
LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    d record;
BEGIN
    FOR d IN SELECT * FROM tillmesh.dead_letters WHERE kind = 'projection' ORDER BY first_at, message_id LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended('tillmesh ' || d.tenant, 0));
        DELETE FROM tillmesh.dead_letters x
         WHERE x.tenant = d.tenant AND x.store = d.store AND x.message_id = d.message_id AND x.kind = d.kind;
        PERFORM tillmesh.project(d.tenant, d.store, ARRAY[d.message_id]);
    END LOOP;
    RETURN (SELECT count(*) FROM tillmesh.dead_letters WHERE kind = 'projection');
END $$;

DO $$
DECLARE
    of text;
BEGIN
    FOREACH of IN ARRAY ARRAY['is_paid(text, jsonb)', 'list(json)', 'project_again()', 'project(text, text, text[])',
                              'bring(text, text, text[])', 'bring_transactions(text, text, text[])',
                              'bring_paid_orders(text, text, text[])', 'bring_orders(text, text, text[])',
                              'bring_finalized(text, text, text[])', 'bring_stock(text, text, text[])',
                              'bring_customers(text, text, text[])', 'bring_employees(text, text, text[])'] LOOP
        EXECUTE 'REVOKE ALL ON FUNCTION tillmesh.' || of || ' FROM PUBLIC';
    END LOOP;
END $$;
