-- What people read: sales, payments, stock, customers and orders. Run it after 001_ledger.sql; running it again changes nothing
-- that is stored. 004_projections.sql fills these tables from the ledger.
--
-- They stand in a schema of their own, so that they meet no table that a project already has. To read them over HTTP add
-- tillmesh to the exposed schemas of the project: who has signed in sees the rows of the tenant and store that the token
-- names, and nobody writes here but the functions.

-- One sale each: an order's first paid version, or a message of the topic transaction. Written once.
CREATE TABLE IF NOT EXISTS tillmesh.transactions (
    tenant text, store text, transaction_id text,
    message_id text NOT NULL, lane text NOT NULL, terminal_id text, transaction_number text, customer_id text, employee_id text,
    subtotal numeric, tax_amount numeric, discount_amount numeric, total_amount numeric, points_earned numeric,
    points_redeemed numeric, status text, sales_channel text, original_transaction_id text,
    created_at timestamptz, completed_at timestamptz NOT NULL, metadata json,
    PRIMARY KEY (tenant, store, transaction_id)
);
CREATE TABLE IF NOT EXISTS tillmesh.transaction_items (
    tenant text, store text, transaction_id text, line bigint,
    line_id text, product_id text, name text, quantity numeric, unit_price numeric, discount_amount numeric,
    discount_reason text, voided boolean NOT NULL DEFAULT false, data json NOT NULL,
    PRIMARY KEY (tenant, store, transaction_id, line)
);
CREATE TABLE IF NOT EXISTS tillmesh.payments (
    tenant text, store text, transaction_id text, line bigint,
    method text, amount numeric, tendered_amount numeric, change_amount numeric, card_last_four text, card_type text,
    authorization_code text, gift_card_id text, points_used numeric, is_credit boolean NOT NULL DEFAULT false,
    PRIMARY KEY (tenant, store, transaction_id, line)
);

-- Stock is the sum of what moved. An opening count is one more row of inventory_changes, or an update of current_stock.
CREATE TABLE IF NOT EXISTS tillmesh.inventory_changes (
    tenant text, store text, message_id text,
    product_id text NOT NULL, change_amount numeric NOT NULL, new_stock numeric, lane text NOT NULL,
    occurred_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, store, message_id)
);
CREATE TABLE IF NOT EXISTS tillmesh.inventory (
    tenant text, store text, product_id text,
    current_stock numeric NOT NULL DEFAULT 0, last_synced_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant, store, product_id)
);

-- The last that was said of each.
CREATE TABLE IF NOT EXISTS tillmesh.customers (
    tenant text, store text, customer_id text,
    last_purchase timestamptz, version bigint NOT NULL, updated_at timestamptz NOT NULL, message_id text NOT NULL,
    data json NOT NULL,
    PRIMARY KEY (tenant, store, customer_id)
);
CREATE TABLE IF NOT EXISTS tillmesh.employees (
    tenant text, store text, employee_id text,
    version bigint NOT NULL, updated_at timestamptz NOT NULL, message_id text NOT NULL, data json NOT NULL,
    PRIMARY KEY (tenant, store, employee_id)
);

-- The version of each order that counts: a paid one before one that is not, then the higher one.
CREATE TABLE IF NOT EXISTS tillmesh.orders (
    tenant text, store text, pos_reference text,
    version bigint NOT NULL, paid boolean NOT NULL, status text, table_id text, total numeric, lane text NOT NULL,
    message_id text NOT NULL, updated_at timestamptz NOT NULL, finalized json, finalized_at timestamptz, data json,
    PRIMARY KEY (tenant, store, pos_reference)
);

-- What a reader's token says: on top, as a shop signs its own tokens, or in app_metadata, where a project's sign-in keeps what
-- only the owner sets. The store * stands for all stores of the tenant.
CREATE OR REPLACE FUNCTION tillmesh.claim(name text) RETURNS text
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT coalesce(c -> 'app_metadata' ->> name, c ->> name, CASE name WHEN 'tenant' THEN '' END)
      FROM (SELECT nullif(current_setting('request.jwt.claims', true), '')::json AS c) claims
$$;

DO $$
DECLARE
    of text;
BEGIN
    FOREACH of IN ARRAY ARRAY['transactions', 'transaction_items', 'payments', 'inventory_changes', 'inventory', 'customers',
                              'employees', 'orders'] LOOP
        EXECUTE format('ALTER TABLE tillmesh.%I ENABLE ROW LEVEL SECURITY', of);
        EXECUTE format('DROP POLICY IF EXISTS own_store ON tillmesh.%I', of);
        -- In brackets with SELECT, so that the token is read once for each query and not for each row.
        EXECUTE format($p$CREATE POLICY own_store ON tillmesh.%I FOR SELECT TO authenticated
                          USING (tenant = (SELECT tillmesh.claim('tenant'))
                                 AND (SELECT tillmesh.claim('store')) IN (store, '*'))$p$, of);
        EXECUTE format('REVOKE ALL ON tillmesh.%I FROM PUBLIC, anon, authenticated, tillmesh_lane', of);
        EXECUTE format('GRANT SELECT ON tillmesh.%I TO authenticated, service_role', of);
    END LOOP;
END $$;

-- What came, and when. error: why it is not in the tables above.
CREATE OR REPLACE VIEW tillmesh.sync_log WITH (security_barrier) AS
SELECT l.tenant, l.store, l.message_id, l.lane AS terminal_id, l.topic,
       CASE WHEN d.code IS NULL THEN 'success' ELSE 'error' END AS status, l.ingested_at AS synced_at, l.peer_acked_at,
       d.code AS error
  FROM tillmesh.ledger l
  LEFT JOIN tillmesh.dead_letters d ON d.tenant = l.tenant AND d.store = l.store AND d.message_id = l.message_id
                                   AND d.kind = 'projection'
 WHERE l.tenant = (SELECT tillmesh.claim('tenant')) AND (SELECT tillmesh.claim('store')) IN (l.store, '*')
    OR (SELECT coalesce(tillmesh.claim('role'), 'service_role')) = 'service_role';

GRANT USAGE ON SCHEMA tillmesh TO authenticated, service_role;
GRANT SELECT ON tillmesh.sync_log TO authenticated, service_role;
REVOKE ALL ON FUNCTION tillmesh.claim(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tillmesh.claim(text) TO authenticated, service_role;
