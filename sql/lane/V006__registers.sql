-- The registers (points of sale) of the shop, and how far Odoo has them. Made of entries alone; each column only moves one
-- way, so that the same entries make the same row in whatever order they come.
CREATE TABLE register (
    key       TEXT    PRIMARY KEY,          -- the name of the entry that made it
    name      TEXT,                         -- null until that entry has come
    cash      INTEGER NOT NULL CHECK (cash IN (0, 1)),
    made      INTEGER,                      -- local number of that entry: it is not pruned
    config_id INTEGER,                      -- its pos.config, once Odoo has it
    pushed    INTEGER,                      -- local number of the entry that says so: it is not pruned
    round     INTEGER NOT NULL,             -- how often somebody had it tried again
    tries     INTEGER NOT NULL,             -- how often Odoo refused it in this round
    reason    TEXT,                         -- why, the last time
    seal      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
