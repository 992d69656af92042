-- A lane in a shop: entries of other lanes lie in the same tables, and an order may have been changed on two lanes at once.

-- The newest versions of an order that lost against its head: each was written on another lane while both were cut off
-- from each other. They wait in Review until somebody settles them; nothing is dropped.
CREATE TABLE branch (
    pos_reference TEXT    NOT NULL,
    entry         INTEGER NOT NULL,
    version       INTEGER NOT NULL,
    seal          INTEGER NOT NULL,
    PRIMARY KEY (pos_reference, entry)
) STRICT, WITHOUT ROWID;

-- Versions of orders whose base has not arrived yet. They are kept and acknowledged, and count once it is there. A
-- negative number is a version that counts without its base, since a repair could not save that.
CREATE TABLE waiting (
    entry INTEGER NOT NULL,
    base  TEXT    NOT NULL,
    seal  INTEGER NOT NULL,
    PRIMARY KEY (base, entry)
) STRICT, WITHOUT ROWID;

-- Entries of all lanes and how far each has come. A lane that holds a copy counts as one that has it; the one that wrote
-- it does not, and two disks of one lane count once.
DROP VIEW outbox;
DROP VIEW delivery;
CREATE VIEW delivery AS
SELECT e.id, e.stream, e.seq, e.wall, e.topic, e.payload, s.origin, s.incarnation,
       CASE
           WHEN EXISTS (SELECT 1 FROM set_aside a JOIN cloud c ON c.name = a.cloud
                         WHERE a.stream = e.stream AND a.seq = e.seq) THEN 'set_aside'
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

-- What this disk promised to whoever grants leases: it refuses lower ballots for ever. A disk without a row may have been
-- wiped; its word counts for nothing until it has learned what the others know.
CREATE TABLE promise (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    ballot TEXT    NOT NULL,                -- text order is the order of ballots
    whole  INTEGER NOT NULL CHECK (whole IN (0, 1)),
    seal   INTEGER NOT NULL
) STRICT;

-- What the lanes keep in common, each on its own disk: who has which order or table, whose session lives, who votes, the
-- last ticket numbers. The newest version of each key wins.
CREATE TABLE fact (
    key     TEXT PRIMARY KEY,
    kind    TEXT    NOT NULL,               -- claim, session, roster or counter
    version TEXT    NOT NULL,               -- ballot and round; text order is the order of versions
    body    TEXT    NOT NULL,
    seal    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
