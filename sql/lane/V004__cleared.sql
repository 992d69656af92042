-- What became of entries that a cloud had refused: a person discarded them, with a note, or the cloud took them when they
-- were sent again. Made of entries of topic tillmesh.cleared, so that every lane knows; an entry may be named here before
-- it has arrived itself.
CREATE TABLE cleared (
    entry TEXT    NOT NULL,                 -- its name, as in outbox.id
    cloud TEXT    NOT NULL,
    how   TEXT    NOT NULL CHECK (how IN ('stored', 'discarded')),
    note  TEXT    NOT NULL,
    at    INTEGER NOT NULL,
    seal  INTEGER NOT NULL,
    PRIMARY KEY (entry, cloud)
) STRICT, WITHOUT ROWID;

-- What was taken after all is set aside no more. What was discarded is: no cloud has it.
DROP VIEW outbox;
DROP VIEW delivery;
CREATE VIEW delivery AS
SELECT e.id, e.stream, e.seq, e.wall, e.topic, e.payload, s.origin, s.incarnation,
       CASE
           WHEN EXISTS (SELECT 1 FROM set_aside a JOIN cloud c ON c.name = a.cloud
                         WHERE a.stream = e.stream AND a.seq = e.seq
                           AND NOT EXISTS (SELECT 1 FROM cleared r
                                            WHERE r.cloud = a.cloud AND r.how = 'stored'
                                              AND r.entry = s.origin || '-'
                                                  || printf('%08x', s.incarnation & 4294967295) || '-' || e.seq))
               THEN 'set_aside'
           WHEN EXISTS (SELECT 1 FROM cloud)
               AND NOT EXISTS (SELECT 1 FROM cloud c WHERE NOT EXISTS (
                       SELECT 1 FROM cloud_mark m WHERE m.stream = e.stream AND m.cloud = c.name AND m.upto >= e.seq))
               THEN 'cloud_ack'
           WHEN (SELECT COUNT(DISTINCT p.lane) FROM peer_mark p
                  WHERE p.stream = e.stream AND p.upto >= e.seq AND p.alive = 1 AND p.lane <> s.origin)
               + (s.origin <> (SELECT lane FROM store))
               >= (SELECT wanted FROM copies) THEN 'peer_ack'
           ELSE 'pending'
       END AS status
  FROM entry e
  JOIN stream s ON s.stream = e.stream;

-- The outbox as the people who run lanes know it: what this lane wrote.
CREATE VIEW outbox AS
SELECT d.origin || '-' || printf('%08x', d.incarnation & 4294967295) || '-' || d.seq AS id,
       d.topic,
       d.payload,
       d.status,
       COALESCE((SELECT MAX(a.retry_count) FROM set_aside a WHERE a.stream = d.stream AND a.seq = d.seq), 0)
           AS retry_count,
       strftime('%Y-%m-%dT%H:%M:%fZ', d.wall / 1000.0, 'unixepoch') AS created_at,
       (SELECT strftime('%Y-%m-%dT%H:%M:%fZ', MIN(v.at) / 1000.0, 'unixepoch') FROM mark_move v
         WHERE v.kind = 'peer' AND v.stream = d.stream AND v.upto >= d.seq) AS peer_acked_at,
       (SELECT strftime('%Y-%m-%dT%H:%M:%fZ', MIN(v.at) / 1000.0, 'unixepoch') FROM mark_move v
         WHERE v.kind = 'cloud' AND v.stream = d.stream AND v.upto >= d.seq) AS cloud_acked_at
  FROM delivery d
 WHERE d.origin = (SELECT lane FROM store);
