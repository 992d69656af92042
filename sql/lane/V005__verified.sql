-- Who the back office let in lately, so that screens can sign in while it is out of reach. Of a token only its hash is here.
CREATE TABLE verified (
    token_hash  TEXT    PRIMARY KEY,        -- SHA-256, 64 hex digits
    uid         INTEGER NOT NULL,
    name        TEXT    NOT NULL,
    role        TEXT    NOT NULL,           -- manager, cashier or waiter
    verified_at INTEGER NOT NULL,           -- wall-clock milliseconds, on the lane that asked
    seal        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX verified_oldest ON verified (verified_at);
