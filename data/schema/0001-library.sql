-- The library, first schema. Comments and line breaks are taken out before it
-- is compiled in (build-aux/sql.awk), so they may change; the statements may
-- not, because every library is compared with them when it is opened. What
-- changes later is a new file with the next number.
--
-- Instants are Unix seconds, days are days since 1970-01-01, a paper's id is
-- its packed identifier (arxiv/ident.h). NULL is "not known" everywhere.

-- Figures that the writer keeps so that nothing ever counts a big table:
-- 'papers' (rows of paper), 'refreshed' (instant of the last stored refresh).
CREATE TABLE meta (
	key TEXT NOT NULL PRIMARY KEY,
	value ANY NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta (key, value) VALUES ('papers', 0);

-- What one line of a list needs, and nothing more. version 0 is unknown.
CREATE TABLE paper (
	id INTEGER PRIMARY KEY CHECK (id > 0),
	version INTEGER NOT NULL CHECK (version >= 0),
	submitted INTEGER,
	updated INTEGER,
	title TEXT,
	authors TEXT,
	categories TEXT
) STRICT;

-- The rest of a paper: one row for each row of paper.
CREATE TABLE detail (
	paper INTEGER PRIMARY KEY REFERENCES paper (id) ON DELETE CASCADE,
	abstract TEXT,
	comments TEXT,
	journal_ref TEXT,
	doi TEXT,
	license TEXT
) STRICT;

-- What an earlier version said, where a later one says it otherwise.
CREATE TABLE former (
	paper INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
	version INTEGER NOT NULL,
	title TEXT,
	authors TEXT,
	abstract TEXT,
	PRIMARY KEY (paper, version)
) STRICT;

-- Canonical category names. 0 stands for a report, which names none.
CREATE TABLE category (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO category (id, name) VALUES (0, '');

-- type is an enum announce_type, version 0 is unknown.
CREATE TABLE announcement (
	day INTEGER NOT NULL,
	category INTEGER NOT NULL REFERENCES category (id),
	paper INTEGER NOT NULL REFERENCES paper (id)
		DEFERRABLE INITIALLY DEFERRED,
	type INTEGER NOT NULL,
	version INTEGER NOT NULL,
	position INTEGER NOT NULL,
	PRIMARY KEY (day, category, paper)
) STRICT, WITHOUT ROWID;
CREATE INDEX announcement_paper ON announcement (paper, day);

-- category is as requested, state an enum day_state, expected -1 is unknown.
CREATE TABLE ledger (
	day INTEGER NOT NULL,
	category TEXT NOT NULL,
	state INTEGER NOT NULL,
	expected INTEGER NOT NULL,
	held INTEGER NOT NULL,
	source TEXT NOT NULL,
	at INTEGER NOT NULL,
	why TEXT NOT NULL,
	PRIMARY KEY (day, category)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_category ON ledger (category, day);

-- kind is an enum follow_kind.
CREATE TABLE follow (
	kind INTEGER NOT NULL,
	name TEXT NOT NULL,
	position INTEGER NOT NULL,
	PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;

-- What the user said. No foreign keys: nothing that happens to papers may
-- ever touch these rows.
CREATE TABLE mark (
	paper INTEGER PRIMARY KEY,
	star_at INTEGER,
	read_at INTEGER,
	done_at INTEGER,
	hidden_at INTEGER
) STRICT;
CREATE INDEX mark_star ON mark (star_at) WHERE star_at IS NOT NULL;

CREATE TABLE tag (
	paper INTEGER NOT NULL,
	name TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (paper, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_name ON tag (name, paper);

CREATE TABLE note (
	paper INTEGER PRIMARY KEY,
	text TEXT NOT NULL,
	at INTEGER NOT NULL
) STRICT;

-- Every change of a mark; the rows of one step are undone together. before
-- and after are values of the mark's column, at is when the row was last done
-- or taken back. undone: 0 in force, 1 taken back, 2 taken back for good.
CREATE TABLE journal (
	seq INTEGER PRIMARY KEY,
	step INTEGER NOT NULL,
	paper INTEGER NOT NULL,
	mark INTEGER NOT NULL,
	before INTEGER,
	after INTEGER,
	at INTEGER NOT NULL,
	undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX journal_step ON journal (undone, step);
