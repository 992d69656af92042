-- Up to where this shop has what a cloud gives out. Made of entries of topic tillmesh.pulled, so that whichever lane fetches next
-- goes on from there.
CREATE TABLE pulled (
    cloud  TEXT PRIMARY KEY,
    cursor TEXT    NOT NULL,                -- as the cloud wrote it
    wall   INTEGER NOT NULL,                -- stamp of the entry: the newest counts
    count  INTEGER NOT NULL,
    seal   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
