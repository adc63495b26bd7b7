-- What the journal says of tags and notes, and where the reader was.
-- Instants are Unix seconds.

-- The words of a row of the journal, under its number: for a tag (mark 16)
-- its name; for a note (mark 32) the text before and after. before and after
-- of the journal's row are the instants of the tag or note, NULL without one.
CREATE TABLE journal_text (
	seq INTEGER PRIMARY KEY,
	name TEXT,
	before TEXT,
	after TEXT
) STRICT;

-- All tags, how often each is used and when it was used last.
CREATE INDEX tag_use ON tag (name, at);

-- Where the reader was in each of its views, so that it opens there again.
CREATE TABLE place (
	name TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL,
	at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
