-- What the sources remember between two runs, and what a paper said before.
-- Instants are Unix seconds, days are days since 1970-01-01.
--
-- An announcement whose position is -1 stands in no source: it was rebuilt
-- from the date of a version (library/rebuild.h).

-- The validator of the answer that was stored last from an address, for
-- conditional requests. day is that listing's.
CREATE TABLE validator (
	url TEXT NOT NULL PRIMARY KEY,
	etag TEXT NOT NULL,
	day INTEGER NOT NULL,
	at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Weekdays on which nothing was announced in a category, as far as is known:
-- arXiv said so, or rebuilding the day found nothing.
CREATE TABLE quiet (
	category TEXT NOT NULL,
	day INTEGER NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (category, day)
) STRICT, WITHOUT ROWID;

-- Harvests by OAI-PMH, finished or not. name is the set ('' is all of arXiv),
-- span the days asked for ("2025-10-01..2025-10-05", '' for all), start the
-- first datestamp requested (NULL: none), token the next page's, reached the
-- datestamp up to which all pages came, answered the server's time at the
-- first page.
CREATE TABLE harvest (
	name TEXT NOT NULL,
	span TEXT NOT NULL,
	start INTEGER,
	token TEXT,
	reached INTEGER,
	answered INTEGER,
	pages INTEGER NOT NULL,
	records INTEGER NOT NULL,
	at INTEGER NOT NULL,
	done INTEGER NOT NULL,
	PRIMARY KEY (name, span)
) STRICT, WITHOUT ROWID;

-- Imports of long files that have not come to their end: where to go on, and
-- the figures so far. file tells the file itself, not its name.
CREATE TABLE intake (
	file TEXT NOT NULL PRIMARY KEY,
	offset INTEGER NOT NULL,
	items INTEGER NOT NULL,
	papers INTEGER NOT NULL,
	added INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	announcements INTEGER NOT NULL,
	skipped INTEGER NOT NULL,
	at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The comments of an earlier version, where a later one says them otherwise;
-- beside the texts of former.
CREATE TABLE former_comments (
	paper INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
	version INTEGER NOT NULL,
	comments TEXT NOT NULL,
	PRIMARY KEY (paper, version)
) STRICT;

-- What became of a paper after it was first stored, with the day on which it
-- was seen. kind is an enum event_kind; value the journal reference or DOI.
CREATE TABLE event (
	paper INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
	kind INTEGER NOT NULL,
	version INTEGER NOT NULL,
	day INTEGER NOT NULL,
	value TEXT,
	PRIMARY KEY (paper, kind, version)
) STRICT, WITHOUT ROWID;
