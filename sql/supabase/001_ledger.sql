-- What a Supabase project needs to take what tillmesh lanes send: the ledger. Run the files of this folder once, in the
-- order of their numbers, in the SQL editor, as the owner. Running them again changes nothing that is stored.
--
-- Lanes call ingest_messages with a token of their store and of the role tillmesh_lane; that role may execute the functions of
-- these files in public, and nothing else. Every message has an id that is the same for ever: what comes twice is stored once,
-- and answered as a duplicate.

CREATE SCHEMA IF NOT EXISTS tillmesh;
REVOKE ALL ON SCHEMA tillmesh FROM PUBLIC;

DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tillmesh_lane') THEN
        CREATE ROLE tillmesh_lane NOLOGIN;
    END IF;
    GRANT tillmesh_lane TO authenticator;
    GRANT USAGE ON SCHEMA public TO tillmesh_lane;
END $$;

-- Everything that ever came, in the order in which it was committed: the key against doubles and the change feed in one.
-- What a till sent without a lane has no life and no number.
CREATE TABLE IF NOT EXISTS tillmesh.ledger (
    tenant      text        NOT NULL,
    message_id  text        NOT NULL,
    ingest_no   bigint      GENERATED ALWAYS AS IDENTITY,
    store       text        NOT NULL,
    lane        text        NOT NULL,
    incarnation text,
    seq         bigint      CHECK (seq > 0),
    topic       text        NOT NULL,
    subject     text,
    screen      text,
    version     bigint      NOT NULL DEFAULT 0,
    occurred_at timestamptz NOT NULL,
    ingested_at timestamptz NOT NULL DEFAULT now(),
    prev_hash   text,
    hash        text        NOT NULL,
    data        json        NOT NULL, -- json, not jsonb: the hash is over these very letters
    PRIMARY KEY (message_id, tenant)
);
DO $$ BEGIN -- a ledger of before, whose key began with the tenant: see tillmesh.these
    IF EXISTS (SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                WHERE i.indrelid = 'tillmesh.ledger'::regclass AND i.indisprimary AND a.attname = 'tenant') THEN
        ALTER TABLE tillmesh.ledger DROP CONSTRAINT ledger_pkey, ADD PRIMARY KEY (message_id, tenant);
    END IF;
END $$;
ALTER TABLE tillmesh.ledger ALTER COLUMN incarnation DROP NOT NULL, ALTER COLUMN seq DROP NOT NULL,
                            ALTER COLUMN prev_hash DROP NOT NULL, ADD COLUMN IF NOT EXISTS peer_acked_at timestamptz;
DROP INDEX IF EXISTS tillmesh.ledger_ingest;
CREATE UNIQUE INDEX IF NOT EXISTS ledger_feed ON tillmesh.ledger (tenant, store, ingest_no);
CREATE UNIQUE INDEX IF NOT EXISTS ledger_stream ON tillmesh.ledger (tenant, store, lane, incarnation, seq);
ALTER TABLE tillmesh.ledger ENABLE ROW LEVEL SECURITY; -- and no policy: only the functions below come near it

-- How far each life of each lane ever was here. It does not go back when rows of the ledger are lost.
CREATE TABLE IF NOT EXISTS tillmesh.heads (
    tenant text, store text, lane text, incarnation text,
    last_seq bigint NOT NULL, last_hash text NOT NULL, last_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant, store, lane, incarnation)
);
ALTER TABLE tillmesh.heads ENABLE ROW LEVEL SECURITY;
INSERT INTO tillmesh.heads (tenant, store, lane, incarnation, last_seq, last_hash)
SELECT DISTINCT ON (tenant, store, lane, incarnation) tenant, store, lane, incarnation, seq, hash
  FROM tillmesh.ledger WHERE seq IS NOT NULL ORDER BY tenant, store, lane, incarnation, seq DESC
ON CONFLICT DO NOTHING;

-- What somebody must look at. rejected: it could not become a row of the ledger. conflict: another entry stands there under
-- its name. projection: it is in the ledger, and could not be brought into the tables that people read.
CREATE TABLE IF NOT EXISTS tillmesh.dead_letters (
    tenant     text, store text, message_id text,
    kind       text        CHECK (kind IN ('rejected', 'conflict', 'projection')),
    code       text        NOT NULL,
    first_at   timestamptz NOT NULL DEFAULT now(),
    last_at    timestamptz NOT NULL DEFAULT now(),
    tries      bigint      NOT NULL DEFAULT 1,
    message    json, -- as it came; null where the ledger has it
    PRIMARY KEY (tenant, store, message_id, kind)
);
ALTER TABLE tillmesh.dead_letters ENABLE ROW LEVEL SECURITY;

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

-- Stores what is new of these messages and says of each what it is now, in their order. A message is written as lanes write
-- it, or as a till does that sends its own: messageId, terminalId, timestamp, and no hash; then the letters of its data tell
-- whether it is the same.
CREATE OR REPLACE FUNCTION tillmesh.take(of_tenant text, of_store text, messages json)
RETURNS TABLE (place bigint, message_id text, status text, ingest_no bigint)
LANGUAGE sql SET search_path = '' AS $$
    -- One reading of each message for all of its members, and one for the letters of its data: json is text, and each ->> reads
    -- all of it from its beginning.
    WITH sent AS MATERIALIZED (
        SELECT t.place, n.message_id, row_number() OVER (PARTITION BY n.message_id ORDER BY t.place) AS nth,
               coalesce(s.terminal_id, s."terminalId") AS lane, s.incarnation, s.seq::bigint AS seq, s.topic, s.subject, s.screen,
               coalesce(s.version::bigint, 0) AS version, coalesce(s.occurred_at, s."timestamp")::timestamptz AS occurred_at,
               s."peerAckedAt"::timestamptz AS peer_acked_at, s.prev_hash,
               coalesce(s.hash, encode(sha256(convert_to(d.data::text, 'UTF8')), 'hex')) AS hash, d.data
          FROM json_array_elements(messages) WITH ORDINALITY AS t(m, place)
         CROSS JOIN LATERAL json_to_record(t.m) AS s(
               message_id text, "messageId" text, terminal_id text, "terminalId" text, incarnation text, seq text, topic text,
               subject text, screen text, version text, occurred_at text, "timestamp" text, "peerAckedAt" text, prev_hash text,
               hash text)
         CROSS JOIN LATERAL (SELECT coalesce(s.message_id, s."messageId") AS message_id) n
         CROSS JOIN LATERAL (SELECT t.m -> 'data' AS data OFFSET 0) d
    ), fresh AS (
        INSERT INTO tillmesh.ledger AS l (tenant, message_id, store, lane, incarnation, seq, topic, subject, screen, version,
                                          occurred_at, peer_acked_at, prev_hash, hash, data)
        SELECT of_tenant, s.message_id, of_store, s.lane, s.incarnation, s.seq, s.topic, s.subject, s.screen, s.version,
               s.occurred_at, s.peer_acked_at, s.prev_hash, s.hash, s.data
          FROM sent s WHERE s.nth = 1 ORDER BY s.place
        ON CONFLICT (tenant, message_id) DO NOTHING
        RETURNING l.message_id, l.hash, l.ingest_no
    )
    SELECT s.place, s.message_id,
           CASE WHEN f.hash = s.hash AND s.nth = 1 THEN 'applied' WHEN coalesce(f.hash, b.hash) = s.hash THEN 'duplicate'
                ELSE 'conflict' END,
           coalesce(f.ingest_no, b.ingest_no)
      FROM sent s
      LEFT JOIN fresh f ON f.message_id = s.message_id
      -- LATERAL, so that the index is probed: a plain join becomes a scan of the whole ledger as it grows. See tillmesh.these.
      LEFT JOIN LATERAL (SELECT k.hash, k.ingest_no FROM tillmesh.ledger k
                          WHERE k.message_id = s.message_id AND k.tenant || '' = of_tenant LIMIT 1) b ON true
     ORDER BY s.place
$$;

-- These rows of the ledger, each found by its name. A plain WHERE leaves the planner a choice, and as long as nobody has analyzed a
-- ledger that grows it reads all of a tenant. That is also why the tenant is hidden from the indexes: of a tenant that came after
-- the last ANALYZE the planner expects one row, and any index that begins with the tenant then looks as good as the key.
CREATE OR REPLACE FUNCTION tillmesh.these(of_tenant text, ids text[]) RETURNS SETOF tillmesh.ledger
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT k.* FROM unnest(ids) AS i(id)
     CROSS JOIN LATERAL (SELECT l.* FROM tillmesh.ledger l WHERE l.message_id = i.id AND l.tenant || '' = of_tenant LIMIT 1) k
$$;

-- What is done with what is new: heads, what was set aside before, and the tables that people read.
CREATE OR REPLACE FUNCTION tillmesh.taken(of_tenant text, of_store text, fresh text[])
RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    INSERT INTO tillmesh.heads AS h (tenant, store, lane, incarnation, last_seq, last_hash)
    SELECT DISTINCT ON (l.lane, l.incarnation) of_tenant, of_store, l.lane, l.incarnation, l.seq, l.hash
      FROM tillmesh.these(of_tenant, fresh) l WHERE l.seq IS NOT NULL AND l.incarnation IS NOT NULL
     ORDER BY l.lane, l.incarnation, l.seq DESC
    ON CONFLICT (tenant, store, lane, incarnation) DO UPDATE
       SET last_seq = excluded.last_seq, last_hash = excluded.last_hash, last_at = now() WHERE excluded.last_seq > h.last_seq;
    DELETE FROM tillmesh.dead_letters d
     WHERE d.tenant = of_tenant AND d.store = of_store AND d.message_id = ANY (fresh) AND d.kind = 'rejected';
    PERFORM tillmesh.project(of_tenant, of_store, fresh);
END $$;

-- One message that cannot be a row, or may not be one. The code and not the sentence, which may quote what was sold.
CREATE OR REPLACE FUNCTION tillmesh.set_aside(of_tenant text, of_store text, message_id text, kind text, code text,
                                              message json)
RETURNS void LANGUAGE sql SET search_path = '' AS $$
    INSERT INTO tillmesh.dead_letters AS d (tenant, store, message_id, kind, code, message)
    VALUES (of_tenant, of_store, coalesce(message_id, ''), kind, code, message)
    ON CONFLICT (tenant, store, message_id, kind) DO UPDATE
       SET code = excluded.code, message = excluded.message, last_at = now(), tries = d.tries + 1
$$;

-- The one call of a lane. One transaction: an answer means that all of it is stored. A message that cannot be stored is
-- answered as rejected, kept among the dead letters, and the others are stored; what may pass by itself (a full disk, a lock)
-- fails the whole call, and the lane comes again.
CREATE OR REPLACE FUNCTION public.ingest_messages(messages json, tenant text DEFAULT NULL, store text DEFAULT NULL)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
-- A plan that was made while the ledger was empty would read all of it for each message, until somebody analyzes it.
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    who     record;
    results json[];
    fresh   text[];
    one     record;
    part    json;
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
                         ORDER BY t.place),
               array_agg(t.message_id) FILTER (WHERE t.status = 'applied')
          INTO results, fresh FROM tillmesh.take(who.of_tenant, who.of_store, messages) t;
    EXCEPTION
        WHEN data_exception OR integrity_constraint_violation OR raise_exception THEN
            results := '{}';
            fresh := '{}';
            FOR one IN SELECT m, coalesce(m ->> 'message_id', m ->> 'messageId') AS id FROM json_array_elements(messages) m LOOP
                BEGIN
                    SELECT json_build_object('message_id', t.message_id, 'status', t.status, 'ingest_no', t.ingest_no)
                      INTO part FROM tillmesh.take(who.of_tenant, who.of_store, json_build_array(one.m)) t;
                    fresh := CASE WHEN part ->> 'status' = 'applied' THEN fresh || one.id ELSE fresh END;
                EXCEPTION WHEN data_exception OR integrity_constraint_violation OR raise_exception THEN
                    part := json_build_object('message_id', one.id, 'status', 'rejected', 'code', SQLSTATE);
                    PERFORM tillmesh.set_aside(who.of_tenant, who.of_store, one.id, 'rejected', SQLSTATE, one.m);
                END;
                results := results || part;
            END LOOP;
        WHEN syntax_error_or_access_rule_violation THEN
            -- A column is gone, or a right: that is no matter of a message, and none may be set aside for it.
            RAISE SQLSTATE 'PT404' USING MESSAGE = 'the tables of tillmesh are not as they were made: ' || SQLSTATE,
                                         HINT = 'put back what was changed, or run the files of sql/supabase again';
    END;
    PERFORM tillmesh.taken(who.of_tenant, who.of_store, coalesce(fresh, '{}'));
    PERFORM tillmesh.set_aside(who.of_tenant, who.of_store, m.id, 'conflict', 'conflict', m.message)
       FROM (SELECT r ->> 'message_id' AS id, messages -> (n - 1)::int AS message
               FROM unnest(results) WITH ORDINALITY AS t(r, n) WHERE r ->> 'status' = 'conflict') m;
    RETURN json_build_object(
        -- Of what is new, the last: nobody else has written for this tenant. The ledger is asked only where nothing is new.
        'cursor', coalesce((SELECT max((r ->> 'ingest_no')::bigint) FROM unnest(results) r WHERE r ->> 'status' = 'applied'),
                           (SELECT max(l.ingest_no) FROM tillmesh.ledger l
                             WHERE l.tenant = who.of_tenant AND l.store = who.of_store)),
        'applied', coalesce(cardinality(fresh), 0),
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

REVOKE ALL ON FUNCTION tillmesh.caller(text, text), tillmesh.take(text, text, json), tillmesh.taken(text, text, text[]),
                       tillmesh.these(text, text[]),
                       tillmesh.set_aside(text, text, text, text, text, json)
  FROM PUBLIC;
REVOKE ALL ON FUNCTION public.ingest_messages(json, text, text), public.pull_events(bigint, int, text, text)
  FROM PUBLIC, anon, authenticated; -- hosted projects give all of them what is made in public
GRANT EXECUTE ON FUNCTION public.ingest_messages(json, text, text), public.pull_events(bigint, int, text, text)
   TO tillmesh_lane, service_role;
