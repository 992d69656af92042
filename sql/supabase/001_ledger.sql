-- What a Supabase project needs to take what tillmesh lanes send. Run it once, in the SQL editor, as the owner. Running it
-- again changes nothing that is stored.
--
-- Lanes call ingest_messages with a token of their store; they can execute that and pull_events, and nothing else. Every
-- message has an id that is the same for ever: what comes twice is stored once, and answered as a duplicate.

CREATE SCHEMA IF NOT EXISTS tillmesh;
REVOKE ALL ON SCHEMA tillmesh FROM PUBLIC;

-- Everything that ever came, in the order in which it was committed: the key against doubles and the change feed in one.
CREATE TABLE IF NOT EXISTS tillmesh.ledger (
    tenant      text        NOT NULL,
    message_id  text        NOT NULL,
    ingest_no   bigint      GENERATED ALWAYS AS IDENTITY,
    store       text        NOT NULL,
    lane        text        NOT NULL,
    incarnation text        NOT NULL,
    seq         bigint      NOT NULL CHECK (seq > 0),
    topic       text        NOT NULL,
    subject     text,
    screen      text,
    version     bigint      NOT NULL DEFAULT 0,
    occurred_at timestamptz NOT NULL,
    ingested_at timestamptz NOT NULL DEFAULT now(),
    prev_hash   text        NOT NULL,
    hash        text        NOT NULL,
    data        json        NOT NULL, -- json, not jsonb: the hash is over these very letters
    PRIMARY KEY (tenant, message_id)
);
CREATE UNIQUE INDEX IF NOT EXISTS ledger_ingest ON tillmesh.ledger (ingest_no);
CREATE UNIQUE INDEX IF NOT EXISTS ledger_stream ON tillmesh.ledger (tenant, store, lane, incarnation, seq);
ALTER TABLE tillmesh.ledger ENABLE ROW LEVEL SECURITY; -- and no policy: only the functions below come near it

-- Who calls. A token names tenant and store; only the service key may name them in the call.
CREATE OR REPLACE FUNCTION tillmesh.caller(tenant text, store text, OUT of_tenant text, OUT of_store text)
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
    claims json := nullif(current_setting('request.jwt.claims', true), '')::json;
BEGIN
    IF claims ->> 'role' = 'service_role' THEN
        of_tenant := coalesce(caller.tenant, '');
        of_store := caller.store;
    ELSE
        of_tenant := coalesce(claims ->> 'tenant', '');
        of_store := claims ->> 'store';
    END IF;
    IF coalesce(of_store, '') = '' THEN
        RAISE SQLSTATE 'PT403' USING MESSAGE = 'the call names no store', HINT = 'give the lane a token of its store';
    END IF;
END $$;

-- Stores what is new of these messages and says of each what it is now, in their order.
CREATE OR REPLACE FUNCTION tillmesh.take(of_tenant text, of_store text, messages json)
RETURNS TABLE (place bigint, message_id text, status text, ingest_no bigint)
LANGUAGE sql SET search_path = '' AS $$
    WITH sent AS (
        SELECT t.place, m ->> 'message_id' AS message_id, m ->> 'terminal_id' AS lane, m ->> 'incarnation' AS incarnation,
               (m ->> 'seq')::bigint AS seq, m ->> 'topic' AS topic, m ->> 'subject' AS subject, m ->> 'screen' AS screen,
               coalesce((m ->> 'version')::bigint, 0) AS version, (m ->> 'occurred_at')::timestamptz AS occurred_at,
               m ->> 'prev_hash' AS prev_hash, m ->> 'hash' AS hash, m -> 'data' AS data
          FROM json_array_elements(messages) WITH ORDINALITY AS t(m, place)
    ), fresh AS (
        INSERT INTO tillmesh.ledger AS l (tenant, message_id, store, lane, incarnation, seq, topic, subject, screen, version,
                                          occurred_at, prev_hash, hash, data)
        SELECT of_tenant, s.message_id, of_store, s.lane, s.incarnation, s.seq, s.topic, s.subject, s.screen, s.version,
               s.occurred_at, s.prev_hash, s.hash, s.data
          FROM sent s
         WHERE s.place = (SELECT min(f.place) FROM sent f WHERE f.message_id IS NOT DISTINCT FROM s.message_id)
         ORDER BY s.place
        ON CONFLICT (tenant, message_id) DO NOTHING
        RETURNING l.message_id, l.hash, l.ingest_no
    )
    SELECT s.place, s.message_id,
           CASE WHEN f.hash = s.hash THEN 'applied' WHEN b.hash = s.hash THEN 'duplicate' ELSE 'conflict' END,
           coalesce(f.ingest_no, b.ingest_no)
      FROM sent s
      LEFT JOIN fresh f ON f.message_id = s.message_id
      LEFT JOIN LATERAL (SELECT k.hash, k.ingest_no FROM tillmesh.ledger k
                          WHERE k.tenant = of_tenant AND k.message_id = s.message_id LIMIT 1) b ON true
     ORDER BY s.place
$$;

-- The one call of a lane. One transaction: an answer means that all of it is stored. A message that cannot be stored is
-- answered as rejected and the others are stored; what may pass by itself (a full disk, a lock) fails the whole call, and the
-- lane comes again.
CREATE OR REPLACE FUNCTION public.ingest_messages(messages json, tenant text DEFAULT NULL, store text DEFAULT NULL)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    who     record;
    results json[] := '{}';
    part    json[];
    message json;
BEGIN
    SELECT * INTO who FROM tillmesh.caller(ingest_messages.tenant, ingest_messages.store);
    IF json_typeof(messages) IS DISTINCT FROM 'array' THEN
        RAISE SQLSTATE 'PT400' USING MESSAGE = 'messages is no array';
    ELSIF json_array_length(messages) > 1000 THEN
        RAISE SQLSTATE 'PT413' USING MESSAGE = 'more than 1000 messages at once';
    END IF;
    -- One writer for each tenant: overlapping batches cannot lock each other, and numbers are committed in their order.
    PERFORM pg_advisory_xact_lock(hashtextextended('tillmesh ' || who.of_tenant, 0));
    BEGIN
        SELECT array_agg(json_build_object('message_id', t.message_id, 'status', t.status, 'ingest_no', t.ingest_no)
                         ORDER BY t.place)
          INTO results FROM tillmesh.take(who.of_tenant, who.of_store, messages) t;
    EXCEPTION WHEN data_exception OR integrity_constraint_violation OR syntax_error_or_access_rule_violation THEN
        results := '{}';
        FOR message IN SELECT m FROM json_array_elements(messages) m LOOP
            BEGIN
                SELECT array_agg(json_build_object('message_id', t.message_id, 'status', t.status,
                                                   'ingest_no', t.ingest_no))
                  INTO part FROM tillmesh.take(who.of_tenant, who.of_store, json_build_array(message)) t;
                results := results || part;
            EXCEPTION WHEN data_exception OR integrity_constraint_violation OR syntax_error_or_access_rule_violation THEN
                -- The code and not the sentence: that may quote what was sold.
                results := results || json_build_object('message_id', message ->> 'message_id', 'status', 'rejected',
                                                        'code', SQLSTATE);
            END;
        END LOOP;
    END;
    RETURN json_build_object(
        'cursor', (SELECT max(l.ingest_no) FROM tillmesh.ledger l WHERE l.tenant = who.of_tenant),
        'applied', (SELECT count(*) FROM unnest(results) r WHERE r ->> 'status' = 'applied'),
        'results', to_json(coalesce(results, '{}')));
END $$;

-- What came after a number, oldest first, for other systems of the same tenant and store.
CREATE OR REPLACE FUNCTION public.pull_events(after bigint DEFAULT 0, max_rows int DEFAULT 500,
                                              tenant text DEFAULT NULL, store text DEFAULT NULL)
RETURNS TABLE (ingest_no bigint, message_id text, lane text, topic text, subject text, occurred_at timestamptz, data json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM tillmesh.caller(pull_events.tenant, pull_events.store);
    RETURN QUERY
        SELECT l.ingest_no, l.message_id, l.lane, l.topic, l.subject, l.occurred_at, l.data
          FROM tillmesh.ledger l
         WHERE l.tenant = who.of_tenant AND l.store = who.of_store AND l.ingest_no > pull_events.after
         ORDER BY l.ingest_no
         LIMIT least(greatest(max_rows, 1), 1000);
END $$;

-- Each life of each lane: how far it is here, what is missing below that, and where its chain is broken. For the owner.
CREATE OR REPLACE VIEW tillmesh.prove AS
SELECT tenant, store, lane, incarnation, count(*) AS messages, max(seq) AS last_seq, max(seq) - count(*) AS missing,
       count(*) FILTER (WHERE before_seq = seq - 1 AND before_hash <> prev_hash) AS broken,
       (array_agg(hash ORDER BY seq DESC))[1] AS last_hash, min(occurred_at) AS first_at, max(occurred_at) AS last_at
  FROM (SELECT l.*, lag(seq) OVER stream AS before_seq, lag(hash) OVER stream AS before_hash
          FROM tillmesh.ledger l
        WINDOW stream AS (PARTITION BY tenant, store, lane, incarnation ORDER BY seq)) chained
 GROUP BY tenant, store, lane, incarnation;

REVOKE ALL ON FUNCTION public.ingest_messages(json, text, text), public.pull_events(bigint, int, text, text)
  FROM PUBLIC, anon; -- hosted projects give anon what is made in public
REVOKE ALL ON FUNCTION tillmesh.caller(text, text), tillmesh.take(text, text, json) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.ingest_messages(json, text, text), public.pull_events(bigint, int, text, text)
   TO authenticated, service_role;
