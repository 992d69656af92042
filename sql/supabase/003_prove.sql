-- What is here: for the owner as two views, and told so that a lane can compare it with its own disk. Run it after
-- 002_tables.sql; running it again changes nothing. A lane sees the streams of its own store and no others.

-- Each life of each lane. missing: numbers up to the highest that was ever here; gaps: which, the first hundred; broken: entries
-- that do not follow from the one before them; forks: another entry came under the name of one that is here.
DROP VIEW IF EXISTS tillmesh.prove;
CREATE VIEW tillmesh.prove AS
WITH chained AS (
    SELECT l.tenant, l.store, l.lane, l.incarnation, l.seq, l.hash, l.prev_hash, l.occurred_at,
           lag(l.seq, 1, 0::bigint) OVER stream AS before_seq, lag(l.hash) OVER stream AS before_hash
      FROM tillmesh.ledger l WHERE l.seq IS NOT NULL
    WINDOW stream AS (PARTITION BY l.tenant, l.store, l.lane, l.incarnation ORDER BY l.seq)
), here AS (
    SELECT c.tenant, c.store, c.lane, c.incarnation, count(*) AS entries, max(c.seq) AS last_seq,
           count(*) FILTER (WHERE c.before_seq = c.seq - 1 AND c.before_hash <> c.prev_hash) AS broken,
           (array_agg(c.before_seq + 1 || '-' || c.seq - 1 ORDER BY c.seq) FILTER (WHERE c.before_seq < c.seq - 1))[:100] AS gaps,
           (array_agg(c.hash ORDER BY c.seq DESC))[1] AS last_hash, min(c.occurred_at) AS first_at, max(c.occurred_at) AS last_at
      FROM chained c GROUP BY c.tenant, c.store, c.lane, c.incarnation
)
SELECT tenant, store, lane, incarnation, coalesce(e.entries, 0) AS entries, greatest(h.last_seq, e.last_seq) AS last_seq,
       greatest(h.last_seq, e.last_seq) - coalesce(e.entries, 0) AS missing,
       coalesce(e.gaps, '{}') || CASE WHEN coalesce(e.last_seq, 0) < h.last_seq
                                      THEN ARRAY[coalesce(e.last_seq, 0) + 1 || '-' || h.last_seq] ELSE '{}' END AS gaps,
       coalesce(e.broken, 0) AS broken,
       (SELECT count(*) FROM tillmesh.dead_letters d
         WHERE d.tenant = coalesce(h.tenant, e.tenant) AND d.store = coalesce(h.store, e.store) AND d.kind = 'conflict'
           AND starts_with(d.message_id, coalesce(h.lane, e.lane) || '-' || coalesce(h.incarnation, e.incarnation) || '-')
       ) AS forks,
       coalesce(h.last_hash, e.last_hash) AS last_hash, e.first_at, e.last_at
  FROM tillmesh.heads h FULL JOIN here e USING (tenant, store, lane, incarnation);

-- What each store sold on each day, in UTC, and how many entries of that day are here.
CREATE OR REPLACE VIEW tillmesh.prove_days AS
SELECT d.tenant, d.store, d.day, d.entries, coalesce(t.sales, 0) AS sales, coalesce(t.total_amount, 0) AS total_amount
  FROM (SELECT tenant, store, (occurred_at AT TIME ZONE 'UTC')::date AS day, count(*) AS entries
          FROM tillmesh.ledger GROUP BY 1, 2, 3) d
  LEFT JOIN (SELECT tenant, store, (completed_at AT TIME ZONE 'UTC')::date AS day, count(*) AS sales,
                    sum(total_amount) AS total_amount
               FROM tillmesh.transactions GROUP BY 1, 2, 3) t USING (tenant, store, day);

-- Each life of each lane of a store: how many entries are really here, and the last of them.
CREATE OR REPLACE FUNCTION public.prove_streams(tenant text DEFAULT NULL, store text DEFAULT NULL)
RETURNS TABLE (lane text, incarnation text, entries bigint, last_seq bigint, last_hash text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM tillmesh.caller(prove_streams.tenant, prove_streams.store);
    RETURN QUERY
        SELECT g.lane, g.incarnation, g.entries, g.last_seq, l.hash
          FROM (SELECT k.lane, k.incarnation, count(*) AS entries, max(k.seq) AS last_seq
                  FROM tillmesh.ledger k
                 WHERE k.tenant = who.of_tenant AND k.store = who.of_store AND k.seq IS NOT NULL
                 GROUP BY k.lane, k.incarnation) g
          JOIN tillmesh.ledger l ON l.tenant = who.of_tenant AND l.store = who.of_store AND l.lane = g.lane
                                AND l.incarnation = g.incarnation AND l.seq = g.last_seq
         ORDER BY g.lane, g.incarnation;
END $$;

-- A thousand numbers at a time: entry n belongs to block (n - 1) / 1000. The digest is SHA-256, in lower hex, over the hashes
-- of the block's entries, each as its 64 letters, in the order of their numbers. A block of which nothing is here has no row.
CREATE OR REPLACE FUNCTION public.prove_blocks(lane text, incarnation text, after_block bigint DEFAULT -1,
                                               max_blocks int DEFAULT 1000, tenant text DEFAULT NULL,
                                               store text DEFAULT NULL)
RETURNS TABLE (block bigint, entries bigint, first_seq bigint, last_seq bigint, digest text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    who  record;
    next bigint := greatest(after_block, -1) * 1000 + 1000;
BEGIN
    SELECT * INTO who FROM tillmesh.caller(prove_blocks.tenant, prove_blocks.store);
    -- Block by block, so that the index is read from where the last call ended and no further than asked.
    FOR i IN 1 .. least(greatest(max_blocks, 1), 1000) LOOP
        SELECT min(l.seq) INTO next
          FROM tillmesh.ledger l
         WHERE l.tenant = who.of_tenant AND l.store = who.of_store AND l.lane = prove_blocks.lane
           AND l.incarnation = prove_blocks.incarnation AND l.seq > next;
        EXIT WHEN next IS NULL;
        block := (next - 1) / 1000;
        SELECT count(*), min(l.seq), max(l.seq), encode(sha256(convert_to(string_agg(l.hash, '' ORDER BY l.seq), 'UTF8')), 'hex')
          INTO entries, first_seq, last_seq, digest
          FROM tillmesh.ledger l
         WHERE l.tenant = who.of_tenant AND l.store = who.of_store AND l.lane = prove_blocks.lane
           AND l.incarnation = prove_blocks.incarnation AND l.seq BETWEEN block * 1000 + 1 AND block * 1000 + 1000;
        RETURN NEXT;
        next := block * 1000 + 1000;
    END LOOP;
END $$;

-- The entries of one stream from one number up to another, both included; a thousand at most.
CREATE OR REPLACE FUNCTION public.prove_entries(lane text, incarnation text, from_seq bigint, upto_seq bigint,
                                                tenant text DEFAULT NULL, store text DEFAULT NULL)
RETURNS TABLE (seq bigint, message_id text, hash text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM tillmesh.caller(prove_entries.tenant, prove_entries.store);
    RETURN QUERY
        SELECT l.seq, l.message_id, l.hash
          FROM tillmesh.ledger l
         WHERE l.tenant = who.of_tenant AND l.store = who.of_store AND l.lane = prove_entries.lane
           AND l.incarnation = prove_entries.incarnation AND l.seq BETWEEN from_seq AND upto_seq
         ORDER BY l.seq
         LIMIT 1000;
END $$;

REVOKE ALL ON FUNCTION public.prove_streams(text, text), public.prove_blocks(text, text, bigint, int, text, text),
                       public.prove_entries(text, text, bigint, bigint, text, text)
  FROM PUBLIC, anon, authenticated;
GRANT EXECUTE ON FUNCTION public.prove_streams(text, text), public.prove_blocks(text, text, bigint, int, text, text),
                          public.prove_entries(text, text, bigint, bigint, text, text)
   TO tillmesh_lane, service_role;
