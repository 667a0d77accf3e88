-- The words of an item lie in a virtual table, which foreign keys do not reach. A trigger, because FTS5 leaves a rowid of its own as the
-- last inserted one, too large for a JavaScript number; what a trigger does to that value is undone when it ends.
CREATE TRIGGER items_words AFTER DELETE ON items BEGIN
  DELETE FROM items_fts WHERE rowid = old.num;
END;
