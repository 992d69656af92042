-- The file of one lane. Entries are the truth; every other table is a projection or a mark and is written in the same
-- transaction as the entry it comes from. Times are wall-clock milliseconds since the epoch, for people only.
-- A seal is CRC-32C over the columns before it: a bit that flipped on the disk is noticed when the row is read.

-- Whose file this is. A disk has a random store id; it changes when the disk was wiped, repaired or emptied, or an old
-- backup was put back, so that acknowledgements this disk once gave to other lanes no longer count.
CREATE TABLE store (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    store_id   TEXT    NOT NULL,
    lane       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    rebuild    INTEGER NOT NULL CHECK (rebuild IN (0, 1)), -- 1 until the projections of a repaired file were made anew
    seal       INTEGER NOT NULL
) STRICT;

-- One row for each life of each lane's process that this disk has heard of.
CREATE TABLE stream (
    stream      INTEGER PRIMARY KEY,
    origin      TEXT    NOT NULL,
    incarnation INTEGER NOT NULL,           -- 32 random bits, signed
    started_at  INTEGER NOT NULL,
    first_prev  BLOB    NOT NULL,           -- what entry 1 is chained to
    pruned_upto INTEGER NOT NULL,           -- entries up to here may be gone
    pruned_hash BLOB,                       -- hash of entry pruned_upto, so that the chain still closes
    closed_seq  INTEGER,                    -- its last number, once the lane has begun another life here
    seal        INTEGER NOT NULL,
    UNIQUE (origin, incarnation)
) STRICT;

CREATE TABLE entry (
    id        INTEGER PRIMARY KEY,          -- order of arrival at this lane; the cursor of subscribers
    stream    INTEGER NOT NULL,
    seq       INTEGER NOT NULL,             -- from 1, without gaps within the stream
    wall      INTEGER NOT NULL,
    count     INTEGER NOT NULL,
    topic     TEXT    NOT NULL,
    subject   TEXT,
    token     TEXT,
    version   INTEGER NOT NULL,
    base      TEXT,
    screen    TEXT,
    op_id     TEXT,
    payload   TEXT    NOT NULL,             -- JSON exactly as it came
    prev_hash BLOB    NOT NULL,
    hash      BLOB    NOT NULL
) STRICT;
CREATE UNIQUE INDEX entry_by_number ON entry (stream, seq);

-- Commits that held no entry of this life (leases, marks). Beside the number of the last entry it tells whether the end
-- of the write-ahead log is still there.
CREATE TABLE other_commit (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    count INTEGER NOT NULL
) STRICT;
INSERT INTO other_commit (one, count) VALUES (1, 0);

-- Entries that were acknowledged or announced once and are on this disk no more (a damaged or truncated file).
CREATE TABLE missing (
    origin      TEXT    NOT NULL,
    incarnation INTEGER NOT NULL,
    from_seq    INTEGER NOT NULL,
    to_seq      INTEGER NOT NULL,
    found_at    INTEGER NOT NULL,
    why         TEXT    NOT NULL,
    seal        INTEGER NOT NULL,
    PRIMARY KEY (origin, incarnation, from_seq)
) STRICT;

-- What a device asked for under a name of its own, so that asking again changes nothing.
CREATE TABLE op (
    device  TEXT    NOT NULL,
    op_id   TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    entry   INTEGER,                        -- entry.id, when it made one
    version INTEGER,
    seal    INTEGER NOT NULL,
    PRIMARY KEY (device, op_id)
) STRICT, WITHOUT ROWID;

-- The newest version of each order; its snapshot is the payload of the entry.
CREATE TABLE order_head (
    pos_reference TEXT    PRIMARY KEY,
    version       INTEGER NOT NULL,
    entry         INTEGER NOT NULL,
    table_id      INTEGER,
    paid          INTEGER NOT NULL,
    status        TEXT    NOT NULL,
    item_count    INTEGER NOT NULL,
    screen        TEXT,
    updated_at    INTEGER NOT NULL,
    seal          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX order_open ON order_head (updated_at) WHERE paid = 0;

CREATE TABLE table_state (
    table_id      INTEGER PRIMARY KEY,
    status        TEXT    NOT NULL,
    pos_reference TEXT,
    screen        TEXT,
    updated_at    INTEGER NOT NULL,
    entry         INTEGER NOT NULL,         -- the newest entry that set it
    seal          INTEGER NOT NULL
) STRICT;

-- Leases and table locks in force. Heartbeats are not written: after a restart each lives one full TTL again.
CREATE TABLE lease (
    kind       TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    screen     TEXT    NOT NULL,
    uid        INTEGER NOT NULL,
    role       TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    token      TEXT    NOT NULL,
    granted_at INTEGER NOT NULL,
    seal       INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket (
    day        TEXT    NOT NULL,
    order_type TEXT    NOT NULL,
    last       INTEGER NOT NULL,
    seal       INTEGER NOT NULL,
    PRIMARY KEY (day, order_type)
) STRICT, WITHOUT ROWID;

-- The epoch of the fencing tokens: grows at every start.
CREATE TABLE ballot (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    epoch INTEGER NOT NULL,
    seal  INTEGER NOT NULL
) STRICT;

-- Delivery is derived from these marks: acknowledging a thousand entries is one row.
CREATE TABLE peer_mark (
    store_id TEXT    NOT NULL,              -- the disk that has it
    lane     TEXT    NOT NULL,              -- the lane that disk belongs to
    stream   INTEGER NOT NULL,
    upto     INTEGER NOT NULL,
    alive    INTEGER NOT NULL,              -- 0 once that disk is known to be gone: its copies count no more
    seal     INTEGER NOT NULL,
    PRIMARY KEY (stream, store_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE cloud (
    name TEXT PRIMARY KEY                   -- every cloud that must have an entry before it counts as cloud_ack
) STRICT, WITHOUT ROWID;
CREATE TABLE cloud_mark (
    cloud  TEXT    NOT NULL,
    stream INTEGER NOT NULL,
    upto   INTEGER NOT NULL,
    seal   INTEGER NOT NULL,
    PRIMARY KEY (stream, cloud)
) STRICT, WITHOUT ROWID;
CREATE TABLE set_aside (
    cloud       TEXT    NOT NULL,
    stream      INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    reason      TEXT    NOT NULL,
    retry_count INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    seal        INTEGER NOT NULL,
    PRIMARY KEY (stream, seq, cloud)
) STRICT, WITHOUT ROWID;
-- When a mark moved, one row for each move: the outbox tells from it when an entry was acknowledged.
CREATE TABLE mark_move (
    kind   TEXT    NOT NULL,                -- peer or cloud
    stream INTEGER NOT NULL,
    upto   INTEGER NOT NULL,
    whose  TEXT    NOT NULL,                -- store id or cloud name
    at     INTEGER NOT NULL,
    PRIMARY KEY (kind, stream, upto, whose)
) STRICT, WITHOUT ROWID;
-- How many other lanes must have an entry before it counts as peer_ack.
CREATE TABLE copies (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    wanted INTEGER NOT NULL CHECK (wanted > 0)
) STRICT;
INSERT INTO copies (one, wanted) VALUES (1, 1);

-- Entries and how far each has come. Never a column of its own: it follows from the marks. Two disks of one lane count
-- once.
CREATE VIEW delivery AS
SELECT e.id, e.stream, e.seq, e.wall, e.topic, e.payload,
       CASE
           WHEN EXISTS (SELECT 1 FROM set_aside a JOIN cloud c ON c.name = a.cloud
                         WHERE a.stream = e.stream AND a.seq = e.seq) THEN 'set_aside'
           WHEN EXISTS (SELECT 1 FROM cloud)
               AND NOT EXISTS (SELECT 1 FROM cloud c WHERE NOT EXISTS (
                       SELECT 1 FROM cloud_mark m WHERE m.stream = e.stream AND m.cloud = c.name AND m.upto >= e.seq))
               THEN 'cloud_ack'
           WHEN (SELECT COUNT(DISTINCT p.lane) FROM peer_mark p
                  WHERE p.stream = e.stream AND p.upto >= e.seq AND p.alive = 1)
               >= (SELECT wanted FROM copies) THEN 'peer_ack'
           ELSE 'pending'
       END AS status
  FROM entry e;

-- The outbox as the people who run lanes know it.
CREATE VIEW outbox AS
SELECT s.origin || '-' || printf('%08x', s.incarnation & 4294967295) || '-' || d.seq AS id,
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
  JOIN stream s ON s.stream = d.stream;
