-- Which imports are in the session summaries: a process that dies between an import's commit and its summaries leaves work that the next one finds.
ALTER TABLE import_sources ADD COLUMN is_summarised boolean NOT NULL DEFAULT false;
CREATE INDEX import_sources_pending ON import_sources (id) WHERE NOT is_summarised;
